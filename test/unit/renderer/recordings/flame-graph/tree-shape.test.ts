import { expect, test } from 'vitest';

import { nodeName } from '../../../../../renderer/recordings/flame-graph/frame-names.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { treeOf } from './small-tree.ts';

const tree = treeOf('a;b 1', 'a;c 5', 'd 2', 'a;e;f 3', 'a 1');
const shape = new TreeShape(tree);
const named = (name: string): number => shape.tree.frame.findIndex((_, node) => nodeName(tree, node) === name);

test('children stand in order of weight', () => {
  expect(shape.whole).toBe(12);
  expect(shape.children(0).map((node) => nodeName(tree, node))).toEqual(['a', 'd']);
  expect(shape.children(named('a')).map((node) => nodeName(tree, node))).toEqual(['c', 'e', 'b']);
  expect(shape.deepest).toBe(3);
});

test('a node starts where its heavier neighbours end', () => {
  expect(shape.startOf(named('b'))).toBe(8);
  expect(shape.startOf(named('f'))).toBe(5);
  expect(shape.startOf(named('d'))).toBe(10);
});

test('a comparison sums up both sides', () => {
  const compared = new TreeShape(treeOf('a;b 1 2', 'a 0 5'));
  expect([...compared.otherTotal]).toEqual([7, 7, 2]);
});
