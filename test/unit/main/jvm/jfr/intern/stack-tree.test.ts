import { describe, expect, it } from 'vitest';

import { FRAME, NO_NODE, StackTree } from '../../../../../../main/jvm/jfr/intern/stack-tree.ts';
import { RecordingMemory } from '../../../../../../main/jvm/jfr/reader/recording-memory.ts';
import { methodSums, selfWeights, weightBelow } from '../../../../../../main/jvm/jfr/sums/stack-sums.ts';

const SEED = 12_345;

/** Frames of these methods, innermost first, as stacks are written. */
function frames(...methods: readonly number[]): Int32Array {
  return Int32Array.from(methods.flatMap((method) => [method, 10 * method, 0, 0]));
}

function weighed(tree: StackTree, nodes: readonly number[]): Float64Array {
  const rows = { rows: undefined, size: nodes.length, nodes: Int32Array.from(nodes), values: undefined, factor: 1 };
  return selfWeights(tree, [rows]).self;
}

describe('StackTree', () => {
  it('makes stacks share what they have in common from their root frames', () => {
    const tree = new StackTree(new RecordingMemory(SEED));
    const first = tree.add(frames(3, 2, 1), NO_NODE);
    const second = tree.add(frames(4, 2, 1), NO_NODE);
    expect(tree.size).toBe(4);
    expect(tree.parentOf(first)).toBe(tree.parentOf(second));
    expect(tree.add(frames(3, 2, 1), NO_NODE)).toBe(first);
    expect([FRAME.method, FRAME.line].map((part) => tree.partOf(tree.frameOf(second), part))).toEqual([4, 40]);
  });

  it('takes in stacks that are deeper than the module hangs at a time, and more nodes than it began with', () => {
    const tree = new StackTree(new RecordingMemory(SEED));
    const methods = Array.from({ length: 10_000 }, (_, index) => index);
    const node = tree.add(frames(...methods), NO_NODE);
    expect(tree.size).toBe(methods.length);
    const path: number[] = [];
    for (let at = node; at !== NO_NODE; at = tree.parentOf(at)) path.push(tree.partOf(tree.frameOf(at), FRAME.method));
    expect(path).toEqual(methods);
    // Below what is there already nothing is added.
    expect(tree.add(frames(...methods.slice(0, 5000)), tree.add(frames(...methods.slice(5000)), NO_NODE))).toBe(node);
  });

  it('counts for a method that calls itself what its outermost call leads to', () => {
    const tree = new StackTree(new RecordingMemory(SEED));
    const deep = tree.add(frames(1, 2, 1, 0), NO_NODE);
    const beside = tree.add(frames(2, 0), NO_NODE);
    const { self, total } = methodSums(tree, weighed(tree, [deep, deep, beside]), 3);
    expect([...self]).toEqual([0, 2, 1]);
    expect([...total]).toEqual([3, 2, 3]);
  });

  it('tells what weighs below a root, and leaves weights of before it grew as they are', () => {
    const tree = new StackTree(new RecordingMemory(SEED));
    const self = weighed(tree, [tree.add(frames(2, 1), NO_NODE), tree.add(frames(2, 7), NO_NODE)]);
    tree.add(frames(3, 1), NO_NODE);
    expect(weightBelow(tree, self, 1)).toBe(1);
    expect(weightBelow(tree, self, 2)).toBe(0);
  });
});
