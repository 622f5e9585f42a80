import { expect, test } from 'vitest';

import { TreeBuilder } from '../../../../../renderer/recordings/flame-graph/tree-builder.ts';

test('the child of a node by its frame is the same one, also after the tables have grown', () => {
  const builder = new TreeBuilder();
  const made = Array.from({ length: 5000 }, (_, frame) => builder.child(frame % 7 === 0 ? 0 : 1, frame));
  expect(new Set(made).size).toBe(5000);
  expect(Array.from({ length: 5000 }, (_, frame) => builder.child(frame % 7 === 0 ? 0 : 1, frame))).toEqual(made);
  const tree = builder.finish([], false);
  expect(tree.parent).toHaveLength(5001);
  expect(tree.otherSelf).toBeUndefined();
});
