import { mix } from './hash.ts';

const SMALLEST = 64;

/**
 * A constant pool: for each key where its value begins, and, once somebody asked, the number it was interned as.
 *
 * Open addressing in typed arrays: a `Map` of 500,000 numbers costs 90 bytes an entry and three times the time.
 */
export class OffsetIndex {
  #keys = new Float64Array(SMALLEST);
  #offsets = new Int32Array(SMALLEST);
  #interned = new Int32Array(SMALLEST);
  #mask = SMALLEST - 1;
  #size = 0;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  get size(): number {
    return this.#size;
  }

  /** A key that comes twice has the same content both times: the last place is as good as the first. */
  set(key: number, offset: number): void {
    if (this.#size * 2 >= this.#keys.length) this.#grow();
    const slot = this.#find(key);
    if (this.#offsets[slot] === 0) this.#size += 1;
    this.#keys[slot] = key;
    // Offset 0 marks a free slot; no value begins there, as a chunk begins with its header.
    this.#offsets[slot] = offset;
  }

  /** The slot of a key, or -1. */
  slotOf(key: number): number {
    const slot = this.#find(key);
    return this.#offsets[slot] === 0 ? -1 : slot;
  }

  offsetAt(slot: number): number {
    return this.#offsets[slot] ?? 0;
  }

  /** What was remembered for the slot, or -1. */
  internedAt(slot: number): number {
    return (this.#interned[slot] ?? 0) - 1;
  }

  remember(slot: number, interned: number): void {
    this.#interned[slot] = interned + 1;
  }

  #find(key: number): number {
    const keys = this.#keys;
    const offsets = this.#offsets;
    const mask = this.#mask;
    let slot = mix(key ^ (key / 2 ** 32), this.#seed) & mask;
    while (offsets[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const offsets = this.#offsets;
    const interned = this.#interned;
    const length = keys.length * 4;
    this.#keys = new Float64Array(length);
    this.#offsets = new Int32Array(length);
    this.#interned = new Int32Array(length);
    this.#mask = length - 1;
    for (let old = 0; old < keys.length; old += 1) {
      const offset = offsets[old] ?? 0;
      if (offset === 0) continue;
      const slot = this.#find(keys[old] ?? 0);
      this.#keys[slot] = keys[old] ?? 0;
      this.#offsets[slot] = offset;
      this.#interned[slot] = interned[old] ?? 0;
    }
  }
}
