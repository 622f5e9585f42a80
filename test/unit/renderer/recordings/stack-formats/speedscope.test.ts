import { expect, test } from 'vitest';

import { toSpeedscope } from '../../../../../renderer/recordings/stack-formats/speedscope.ts';
import { treeOf } from '../flame-graph/small-tree.ts';

test('speedscope gets sampled stacks with weights that add up', () => {
  const tree = treeOf('a.A.main;b.B.run 3', 'a.A.main 2');
  const file: unknown = JSON.parse(
    toSpeedscope({ tree, unit: 'bytes', name: 'Allocation', startedAt: 0, durationMs: 1 }),
  );
  expect(file).toMatchObject({
    shared: { frames: [{ name: 'a.A.main' }, { name: 'b.B.run' }] },
    profiles: [{ type: 'sampled', unit: 'bytes', startValue: 0, endValue: 5, samples: [[0], [0, 1]], weights: [2, 3] }],
  });
});
