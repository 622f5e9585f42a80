import { expect, test } from 'vitest';

import { nodeName } from '../../../../../renderer/recordings/flame-graph/frame-names.ts';
import { compareTrees } from '../../../../../renderer/recordings/flame-graph/compare-trees.ts';
import { treeOf } from './small-tree.ts';

test('two trees become one, the earlier scaled to the whole of the later', () => {
  const tree = compareTrees(treeOf('a;b 5', 'a;gone 5'), treeOf('x 4', 'a;b 16'));
  const rows = Array.from(tree.self.keys(), (node) => [nodeName(tree, node), tree.self[node], tree.otherSelf![node]]);
  expect(rows).toEqual([
    ['all', 0, 0],
    ['a', 0, 0],
    ['b', 16, 10],
    ['gone', 0, 10],
    ['x', 4, 0],
  ]);
});

test('nothing compared with something is all of it', () => {
  expect([...compareTrees(treeOf('a 0'), treeOf('a 2')).otherSelf!]).toEqual([0, 0]);
});
