import { describe, expect, it } from 'vitest';

import { nodeName } from '../../../../../renderer/recordings/flame-graph/frame-names.ts';
import { carryNode, carryNodes, carryRange } from '../../../../../renderer/recordings/flame-graph/carry-nodes.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { treeOf } from './small-tree.ts';

const before = new TreeShape(treeOf('a.main;b.read 6', 'a.main;c.write;d.flush 4'));
/** Grown: what was lighter is now heavier, and another thread has come in front. */
const after = new TreeShape(treeOf('z.other 40', 'a.main;b.read 8', 'a.main;c.write;d.flush 12', 'a.main;c.write 4'));

const named = (shape: TreeShape, name: string): number =>
  [...shape.tree.parent.keys()].find((node) => nodeName(shape.tree, node) === name)!;

describe('what was open in a tree', () => {
  it('is found again in the tree that it has grown to', () => {
    const flush = carryNode(named(before, 'd.flush'), before, after);
    expect(flush).toBe(named(after, 'd.flush'));
    expect(after.totalOf(flush)).toBe(12);
    expect(carryNode(0, before, after)).toBe(0);
    expect([...carryNodes([0, named(before, 'c.write')], before, after)]).toEqual([0, named(after, 'c.write')]);
  });

  it('is not found where these calls do not lead there', () => {
    expect(carryNode(named(after, 'z.other'), after, before)).toBe(-1);
    const turned = new TreeShape(treeOf('b.read;a.main 6'));
    expect(carryNode(named(before, 'b.read'), before, turned)).toBe(-1);
  });

  it('is shown as wide as it was', () => {
    const write = named(before, 'c.write');
    const left = before.startOf(write);
    const carried = carryRange({ left, right: left + 4 }, before, after)!;
    const there = after.startOf(named(after, 'c.write'));
    // `d.flush` is all of it there, and as wide as the picture before; so it is again.
    expect(carried.left).toBeCloseTo(there);
    expect(carried.right).toBeCloseTo(there + 12);
    expect(carryRange({ left: 0, right: before.whole }, before, after)).toBeUndefined();
  });
});
