import { describe, expect, it } from 'vitest';

import { arrangeTree, buffersOf } from '../../../../../renderer/recordings/flame-graph/arrange-tree.ts';
import { collapseRecursion, invertTree } from '../../../../../renderer/recordings/flame-graph/transform-tree.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { treeOf } from './small-tree.ts';

const tree = treeOf('a.A.main;b.B.run;b.B.run;c.C.work 3', 'a.A.main;b.B.run 2', 'a.A.main;d.D.wait;c.C.work 5');
const { frames, ...columns } = tree;

describe('an arranged tree', () => {
  it.each([
    [false, false, tree],
    [true, false, collapseRecursion(tree)],
    [false, true, invertTree(tree)],
    [true, true, invertTree(collapseRecursion(tree))],
  ])('collapsed %s, inverted %s, is the tree transformed, with its sums', (isCollapsed, isInverted, expected) => {
    const arranged = arrangeTree({ columns, arrangement: { isCollapsed, isInverted } });
    expect({ ...arranged.columns, frames }).toEqual(expected);
    const [made, own] = [new TreeShape({ ...arranged.columns, frames }, arranged.shape), new TreeShape(expected)];
    expect([...made.total]).toEqual([...own.total]);
    expect(made.children(0)).toEqual(own.children(0));
    expect(made.deepest).toBe(own.deepest);
  });

  it('hands over each of its columns', () => {
    const arranged = arrangeTree({ columns, arrangement: { isCollapsed: false, isInverted: true } });
    expect(new Set(buffersOf(arranged)).size).toBe(8);
  });
});
