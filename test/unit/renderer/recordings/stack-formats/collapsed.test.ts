import { expect, test } from 'vitest';

import { toCollapsed } from '../../../../../renderer/recordings/stack-formats/collapsed.ts';
import { treeOf } from '../flame-graph/small-tree.ts';

test('a line for each stack, and no name that makes two of one', () => {
  const tree = treeOf('a.A.main;b.B.run 3', 'a.A.main 2');
  const hostile = { ...tree, frames: tree.frames.map((frame) => ({ ...frame, method: `${frame.method};x\n` })) };
  const profile = { unit: 'samples', name: 'CPU', startedAt: 0, durationMs: 1 } as const;
  expect(toCollapsed({ ...profile, tree })).toBe('a.A.main 2\na.A.main;b.B.run 3\n');
  expect(toCollapsed({ ...profile, tree: hostile })).toBe('a.A.main_x_ 2\na.A.main_x_;b.B.run_x_ 3\n');
});
