import { mix } from './hash.ts';

const SMALLEST = 1024;

/**
 * Gives each distinct tuple of two or four integers a number, counting from 0: methods, frames, and the nodes of the tree of
 * stacks. A tuple's parts can be read back by its number.
 */
export class InternedTuples {
  readonly width: 2 | 4;
  #parts: Int32Array;
  #slots: Int32Array;
  #size = 0;
  readonly #seed: number;

  /** Of as many as are expected none is moved again. */
  constructor(width: 2 | 4, seed: number, expected = SMALLEST) {
    this.width = width;
    this.#seed = seed;
    const room = 2 ** Math.ceil(Math.log2(Math.max(expected, SMALLEST)));
    this.#parts = new Int32Array(room * width);
    this.#slots = new Int32Array(room * 2);
  }

  get size(): number {
    return this.#size;
  }

  part(number: number, index: number): number {
    return this.#parts[number * this.width + index] ?? 0;
  }

  // Two methods with plain parameters: one for any width, with an array, took five times as long.
  pair(first: number, second: number): number {
    const parts = this.#parts;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = this.#hash(first, second, 0, 0) & mask;
    for (;;) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) break;
      if (parts[number * 2] === first && parts[number * 2 + 1] === second) return number;
      slot = (slot + 1) & mask;
    }
    return this.#append(slot, first, second, 0, 0);
  }

  quad(first: number, second: number, third: number, fourth: number): number {
    const parts = this.#parts;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = this.#hash(first, second, third, fourth) & mask;
    for (;;) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) break;
      const at = number * 4;
      if (parts[at] === first && parts[at + 1] === second && parts[at + 2] === third && parts[at + 3] === fourth) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    return this.#append(slot, first, second, third, fourth);
  }

  #hash(first: number, second: number, third: number, fourth: number): number {
    const head = Math.imul(first, 0x01000193) ^ Math.imul(second, 0x5bd1e995);
    return mix(
      this.width === 2 ? head : head ^ Math.imul(third, 0x27d4eb2f) ^ Math.imul(fourth, 0x165667b1),
      this.#seed,
    );
  }

  #append(slot: number, first: number, second: number, third: number, fourth: number): number {
    const number = this.#size;
    const at = number * this.width;
    if (at >= this.#parts.length) {
      const parts = new Int32Array(this.#parts.length * 2);
      parts.set(this.#parts);
      this.#parts = parts;
    }
    this.#parts[at] = first;
    this.#parts[at + 1] = second;
    if (this.width === 4) {
      this.#parts[at + 2] = third;
      this.#parts[at + 3] = fourth;
    }
    this.#slots[slot] = number + 1;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const parts = this.#parts;
    const isQuad = this.width === 4;
    for (let number = 0; number < this.#size; number += 1) {
      const at = number * this.width;
      const third = isQuad ? (parts[at + 2] ?? 0) : 0;
      const fourth = isQuad ? (parts[at + 3] ?? 0) : 0;
      let slot = this.#hash(parts[at] ?? 0, parts[at + 1] ?? 0, third, fourth) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}
