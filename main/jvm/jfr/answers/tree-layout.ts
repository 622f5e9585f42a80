import type { CallTree, CallTreeFrame } from '../../../../preload/contract/index.ts';
import { InternedTuples } from '../intern/interned-tuples.ts';

const NONE = -1;

/** A tree that grows: a node is its parent and a frame, so the same path is the same node. Node 0 is all. */
export class GrowingTree {
  readonly #nodes: InternedTuples;
  #self = new Float64Array(1024);
  #otherSelf: Float64Array<ArrayBuffer> | undefined;

  constructor(seed: number, { compared = false, expected = 0 } = {}) {
    this.#nodes = new InternedTuples(2, seed, expected);
    this.#nodes.pair(NONE, NONE);
    if (compared) this.#otherSelf = new Float64Array(1024);
  }

  get size(): number {
    return this.#nodes.size;
  }

  child(parent: number, frame: number): number {
    return this.#nodes.pair(parent, frame);
  }

  add(node: number, weight: number): void {
    if (node >= this.#self.length) this.#grow();
    this.#self[node] = (this.#self[node] ?? 0) + weight;
  }

  addOther(node: number, weight: number): void {
    if (node >= this.#self.length) this.#grow();
    if (this.#otherSelf !== undefined) this.#otherSelf[node] = (this.#otherSelf[node] ?? 0) + weight;
  }

  /** In preorder, siblings by weight, at most so many nodes: the lightest are merged into their parents. */
  layOut(frames: readonly CallTreeFrame[], most: number): { readonly tree: CallTree; readonly omitted: number } {
    const { size } = this;
    const self = grown(this.#self, size).slice(0, size);
    const otherSelf = this.#otherSelf === undefined ? undefined : grown(this.#otherSelf, size).slice(0, size);
    const total = this.#totals(self, otherSelf);
    // By weight, and of equal ones the older first, so that a parent always comes before its children.
    const order = new Uint32Array(size)
      .map((_, node) => node)
      .sort((a, b) => (total[b] ?? 0) - (total[a] ?? 0) || a - b);
    const kept = order.subarray(0, most);
    if (kept.length < size) this.#mergeIntoParents(order.subarray(most), [self, otherSelf]);
    return { tree: this.#preorder(kept, self, otherSelf, frames), omitted: size - kept.length };
  }

  #totals(self: Float64Array, otherSelf: Float64Array | undefined): Float64Array {
    const total = otherSelf === undefined ? self.slice() : self.map((weight, node) => weight + (otherSelf[node] ?? 0));
    for (let node = total.length - 1; node > 0; node -= 1) {
      const parent = this.#nodes.part(node, 0);
      total[parent] = (total[parent] ?? 0) + (total[node] ?? 0);
    }
    return total;
  }

  #mergeIntoParents(dropped: Uint32Array, columns: readonly (Float64Array | undefined)[]): void {
    // Children are younger than their parents: the last first.
    for (const node of dropped.slice().sort().reverse()) {
      const parent = this.#nodes.part(node, 0);
      for (const column of columns) {
        if (column !== undefined) column[parent] = (column[parent] ?? 0) + (column[node] ?? 0);
      }
    }
  }

  #preorder(
    kept: Uint32Array,
    self: Float64Array,
    otherSelf: Float64Array | undefined,
    frames: readonly CallTreeFrame[],
  ): CallTree {
    const first = new Int32Array(this.size).fill(NONE);
    const next = new Int32Array(this.size).fill(NONE);
    for (let index = kept.length - 1; index > 0; index -= 1) {
      const node = kept[index] ?? 0;
      const parent = this.#nodes.part(node, 0);
      next[node] = first[parent] ?? NONE;
      first[parent] = node;
    }
    const count = kept.length;
    const tree = {
      self: new Float64Array(count),
      otherSelf: otherSelf === undefined ? undefined : new Float64Array(count),
      parent: new Int32Array(count),
      frame: new Int32Array(count),
      frames,
    };
    const place = new Int32Array(this.size);
    let node = 0;
    for (let at = 0; at < count; at += 1) {
      place[node] = at;
      tree.self[at] = self[node] ?? 0;
      if (tree.otherSelf !== undefined) tree.otherSelf[at] = otherSelf?.[node] ?? 0;
      const parent = this.#nodes.part(node, 0);
      tree.parent[at] = parent === NONE ? NONE : (place[parent] ?? NONE);
      tree.frame[at] = this.#nodes.part(node, 1);
      let following = first[node] ?? NONE;
      while (following === NONE && node > 0) {
        following = next[node] ?? NONE;
        node = this.#nodes.part(node, 0);
      }
      node = following;
    }
    return tree;
  }

  #grow(): void {
    const size = Math.max(this.size, this.#self.length * 2);
    this.#self = grown(this.#self, size);
    if (this.#otherSelf !== undefined) this.#otherSelf = grown(this.#otherSelf, size);
  }
}

function grown(array: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  if (array.length >= size) return array;
  const larger = new Float64Array(size);
  larger.set(array);
  return larger;
}
