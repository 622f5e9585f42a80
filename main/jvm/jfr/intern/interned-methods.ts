import { mix } from './hash.ts';

const SMALLEST = 1024;
const WIDTH = 3;

/** What of a method is looked at: numbers of texts. */
export const METHOD = { type: 0, name: 1, descriptor: 2 } as const;

/** Gives each distinct method a number, counting from 0. */
export class InternedMethods {
  #parts = new Int32Array(SMALLEST * WIDTH);
  /** One more than the number. */
  #slots = new Int32Array(SMALLEST * 2);
  #size = 0;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  get size(): number {
    return this.#size;
  }

  part(method: number, part: number): number {
    return this.#parts[method * WIDTH + part] ?? 0;
  }

  intern(type: number, name: number, descriptor: number): number {
    const slot = this.#slotOf(type, name, descriptor);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return known;
    this.#slots[slot] = this.#size + 1;
    return this.#append(type, name, descriptor);
  }

  /** Of a method that is there. */
  numberOf(type: number, name: number, descriptor: number): number | undefined {
    const method = (this.#slots[this.#slotOf(type, name, descriptor)] ?? 0) - 1;
    return method < 0 ? undefined : method;
  }

  /** Where it is, or belongs. */
  #slotOf(type: number, name: number, descriptor: number): number {
    const mask = this.#slots.length - 1;
    const parts = this.#parts;
    for (let place = this.#hash(type, name, descriptor); ; place += 1) {
      const slot = place & mask;
      const at = ((this.#slots[slot] ?? 0) - 1) * WIDTH;
      if (at < 0 || (parts[at] === type && parts[at + 1] === name && parts[at + 2] === descriptor)) return slot;
    }
  }

  #hash(type: number, name: number, descriptor: number): number {
    const hash = Math.imul(type, 0x01000193) ^ Math.imul(name, 0x5bd1e995) ^ Math.imul(descriptor, 0x27d4eb2f);
    return mix(hash, this.#seed);
  }

  #append(type: number, name: number, descriptor: number): number {
    const method = this.#size;
    const at = method * WIDTH;
    if (at >= this.#parts.length) {
      const parts = new Int32Array(this.#parts.length * 2);
      parts.set(this.#parts);
      this.#parts = parts;
    }
    this.#parts[at] = type;
    this.#parts[at + 1] = name;
    this.#parts[at + 2] = descriptor;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return method;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let method = 0; method < this.#size; method += 1) {
      let slot =
        this.#hash(
          this.part(method, METHOD.type),
          this.part(method, METHOD.name),
          this.part(method, METHOD.descriptor),
        ) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = method + 1;
    }
    this.#slots = slots;
  }
}
