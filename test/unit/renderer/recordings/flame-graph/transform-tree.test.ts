import { expect, test } from 'vitest';
import fc from 'fast-check';

import { matchFrames } from '../../../../../renderer/recordings/flame-graph/search-frames.ts';
import {
  collapseRecursion,
  focusOnFrames,
  invertTree,
} from '../../../../../renderer/recordings/flame-graph/transform-tree.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { stacksOf, treeOf } from './small-tree.ts';

test('an inverse starts with what ran and merges its callers', () => {
  expect(stacksOf(invertTree(treeOf('a;b;c 2', 'a;c 3', 'a 1')))).toEqual(['a 1', 'c;a 3', 'c;b;a 2']);
});

test('direct recursion is drawn once, with what any of its turns called', () => {
  expect(stacksOf(collapseRecursion(treeOf('a;b;b;c 2', 'a;b;c 3', 'a;b;b 1', 'a;b;a;b 4', ' 7')))).toEqual([
    ' 7',
    'a;b 1',
    'a;b;a;b 4',
    'a;b;c 5',
  ]);
});

test('a focus merges all calls of a method and drops the rest', () => {
  const tree = treeOf('a;b;c 2', 'd;b;c 3', 'd;b;b 1', 'e 9');
  expect(stacksOf(focusOnFrames(tree, matchFrames(tree.frames, '/^b$/')!))).toEqual(['b;b 1', 'b;c 5']);
});

const stack = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 }).map((names) => names.join(';'));
const stacks = fc.array(fc.tuple(stack, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 60 });

test('no weight is lost or made up by an inverse or a collapse, and two inverses give the stacks back', () => {
  fc.assert(
    fc.property(stacks, (lines) => {
      const tree = treeOf(...lines.map(([names, weight]) => `${names} ${weight}`));
      const { whole } = new TreeShape(tree);
      expect(new TreeShape(invertTree(tree)).whole).toBe(whole);
      expect(new TreeShape(collapseRecursion(tree)).whole).toBe(whole);
      const reversed = stacksOf(invertTree(tree)).map((line) => {
        const [names = '', weight] = line.split(' ');
        return `${names.split(';').reverse().join(';')} ${weight ?? ''}`;
      });
      expect([...reversed].sort()).toEqual(stacksOf(tree));
    }),
  );
});
