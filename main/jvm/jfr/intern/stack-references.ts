const SMALLEST = 1024;
const PENDING = -2;

/**
 * Stacks that events name: a reference is a place in the file until somebody wants its frames, then a node of the tree.
 * Each is one of a chunk; the tree makes the same stack of two chunks the same node.
 */
export class StackReferences {
  #chunks = new Int32Array(SMALLEST);
  #offsets = new Int32Array(SMALLEST);
  #nodes = new Int32Array(SMALLEST);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(chunk: number, offset: number): number {
    const number = this.#size;
    if (number >= this.#chunks.length) {
      this.#chunks = doubled(this.#chunks);
      this.#offsets = doubled(this.#offsets);
      this.#nodes = doubled(this.#nodes);
    }
    this.#chunks[number] = chunk;
    this.#offsets[number] = offset;
    this.#nodes[number] = PENDING;
    this.#size += 1;
    return number;
  }

  chunkOf(number: number): number {
    return this.#chunks[number] ?? -1;
  }

  offsetOf(number: number): number {
    return this.#offsets[number] ?? 0;
  }

  isPending(number: number): boolean {
    return this.#nodes[number] === PENDING;
  }

  /** The node of the stack's innermost frame; -1 for no stack and for one whose frames are still in the file. */
  nodeOf(number: number): number {
    return number < 0 ? -1 : Math.max(-1, this.#nodes[number] ?? -1);
  }

  nodesOf(numbers: Int32Array | Float64Array): Int32Array {
    const nodes = new Int32Array(numbers.length);
    for (let index = 0; index < nodes.length; index += 1) nodes[index] = this.nodeOf(numbers[index] ?? -1);
    return nodes;
  }

  resolve(number: number, node: number): void {
    this.#nodes[number] = node;
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
