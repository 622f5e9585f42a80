import type { CallTree, CallTreeFrame } from '../../../preload/contract/index.ts';

const FIRST_CAPACITY = 1024;

/**
 * Grows a tree by stacks: asks for the child of a node by its frame and gets the one that is there, or a new one. Found in
 * an open hash table of numbers, because a Map of a million strings costs more than the tree itself.
 */
export class TreeBuilder {
  #parent = new Int32Array(FIRST_CAPACITY);
  #frame = new Int32Array(FIRST_CAPACITY);
  #self = new Float64Array(FIRST_CAPACITY);
  #otherSelf = new Float64Array(FIRST_CAPACITY);
  /** Node number + 1; 0 is free. Twice as long as there may be nodes, so that chains stay short. */
  #slots = new Int32Array(FIRST_CAPACITY * 2);
  #count = 1;

  constructor() {
    this.#parent[0] = -1;
    this.#frame[0] = -1;
  }

  child(parent: number, frame: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(parent, frame) & mask;
    for (;;) {
      const node = (this.#slots[slot] ?? 0) - 1;
      if (node < 0) break;
      if (this.#parent[node] === parent && this.#frame[node] === frame) return node;
      slot = (slot + 1) & mask;
    }
    const node = this.#count;
    if (node === this.#parent.length) {
      this.#grow();
      return this.child(parent, frame);
    }
    this.#count = node + 1;
    this.#parent[node] = parent;
    this.#frame[node] = frame;
    this.#slots[slot] = node + 1;
    return node;
  }

  add(node: number, self: number, otherSelf = 0): void {
    this.#self[node] = (this.#self[node] ?? 0) + self;
    this.#otherSelf[node] = (this.#otherSelf[node] ?? 0) + otherSelf;
  }

  /** `compared` says whether the other recording's weights were given too. */
  finish(frames: readonly CallTreeFrame[], compared: boolean): CallTree {
    const end = this.#count;
    return {
      frames,
      parent: this.#parent.slice(0, end),
      frame: this.#frame.slice(0, end),
      self: this.#self.slice(0, end),
      otherSelf: compared ? this.#otherSelf.slice(0, end) : undefined,
    };
  }

  #grow(): void {
    const capacity = this.#parent.length * 2;
    this.#parent = longer(this.#parent, new Int32Array(capacity));
    this.#frame = longer(this.#frame, new Int32Array(capacity));
    this.#self = longer(this.#self, new Float64Array(capacity));
    this.#otherSelf = longer(this.#otherSelf, new Float64Array(capacity));
    this.#slots = new Int32Array(capacity * 2);
    const mask = this.#slots.length - 1;
    for (let node = 1; node < this.#count; node += 1) {
      let slot = hash(this.#parent[node] ?? 0, this.#frame[node] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = node + 1;
    }
  }
}

function longer<Column extends Int32Array | Float64Array>(old: Column, column: Column): Column {
  column.set(old);
  return column;
}

/** Two multiplications spread neighbouring parents and frames over the table. */
function hash(parent: number, frame: number): number {
  const mixed = Math.imul(parent ^ Math.imul(frame + 1, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
