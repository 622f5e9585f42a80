import { Corruption } from '../bytes/corruption.ts';
import type { RecordingMemory } from '../reader/recording-memory.ts';

/** The parent of a stack's root frame: no node has it. */
export const NO_NODE = -1;

/** What a frame is: numbers of a method and of a text, and its place as it was written. */
export const FRAME = { method: 0, line: 1, bytecodeIndex: 2, kind: 3 } as const;
export const WORDS_OF_FRAME = 4;

const WORDS_OF_NODE = 2;
/** As many as the module hangs below a node at a time. */
const FRAMES_AT_ONCE = 4096;

/**
 * All stacks of a recording, in its memory: stacks share a tree that grows from their root frames. A node is a pair
 * of its parent and a frame, so a node's number is larger than its parent's, and sums over the tree are one loop from the last
 * node to the first.
 */
export class StackTree {
  readonly memory: RecordingMemory;
  #words = new Int32Array(0);

  constructor(memory: RecordingMemory) {
    this.memory = memory;
  }

  /** How many nodes there are. */
  get size(): number {
    return this.memory.module.tree_node_count();
  }

  /** The node of a stack, of which the frames are given, innermost first, that hangs below this one. */
  add(frames: Int32Array, below: number): number {
    const { module } = this.memory;
    let node = below;
    for (let end = frames.length; end > 0; end -= FRAMES_AT_ONCE * WORDS_OF_FRAME) {
      const some = frames.subarray(Math.max(0, end - FRAMES_AT_ONCE * WORDS_OF_FRAME), end);
      this.#wordsOfModule().set(some, this.#place(module.added_frames_address()));
      node = module.add_frames(some.length / WORDS_OF_FRAME, node);
      if (node < NO_NODE) throw new Corruption('there is no memory for more stacks');
    }
    return node;
  }

  parentOf(node: number): number {
    return (
      this.#wordsOfModule()[this.#place(this.memory.module.tree_nodes_address()) + node * WORDS_OF_NODE] ?? NO_NODE
    );
  }

  frameOf(node: number): number {
    return this.#wordsOfModule()[this.#place(this.memory.module.tree_nodes_address()) + node * WORDS_OF_NODE + 1] ?? 0;
  }

  partOf(frame: number, part: number): number {
    return (
      this.#wordsOfModule()[this.#place(this.memory.module.tree_frames_address()) + frame * WORDS_OF_FRAME + part] ?? 0
    );
  }

  #place(address: number): number {
    return (address >>> 0) / Int32Array.BYTES_PER_ELEMENT;
  }

  /** All of its memory; an array over it is gone once memory grows. */
  #wordsOfModule(): Int32Array {
    if (this.#words.length === 0) this.#words = new Int32Array(this.memory.module.memory.buffer);
    return this.#words;
  }
}
