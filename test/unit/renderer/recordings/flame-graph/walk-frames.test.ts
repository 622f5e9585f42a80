import { expect, test } from 'vitest';

import { nodeName } from '../../../../../renderer/recordings/flame-graph/frame-names.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { nextNode, pathTo } from '../../../../../renderer/recordings/flame-graph/walk-frames.ts';
import { treeOf } from './small-tree.ts';

test('the arrows follow what is seen', () => {
  const tree = treeOf('a;b 5', 'a;c 3', 'd 1');
  const shape = new TreeShape(tree);
  const walk = (...keys: readonly string[]): string =>
    nodeName(
      tree,
      keys.reduce((node, key) => nextNode(shape, node, key), 0),
    );
  expect(walk('ArrowDown')).toBe('a');
  expect(walk('ArrowDown', 'ArrowDown', 'ArrowRight')).toBe('c');
  expect(walk('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft')).toBe('b');
  expect(walk('ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowUp')).toBe('all');
  expect(walk('ArrowUp', 'ArrowLeft', 'x')).toBe('all');
  expect(pathTo(shape, shape.children(1)[1]!).map((node) => nodeName(tree, node))).toEqual(['all', 'a', 'c']);
});
