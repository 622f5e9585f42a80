import { mix } from './hash.ts';

const SMALLEST = 64;
/** Keys below this may be places in an array: HotSpot counts from one. */
const DENSE_KEYS = 2 ** 21;

/** How many places such arrays may still have, all pools of a chunk together: few large keys must not cost much memory. */
export interface DensePlaces {
  left: number;
}

/**
 * A constant pool: for each key where its value begins, and, once somebody asked, the number it was interned as.
 *
 * Typed arrays: a `Map` of 500,000 numbers costs 90 bytes an entry and three times the time. Small keys are places in an
 * array, all others are found by open addressing.
 */
export class OffsetIndex {
  #keys = new Float64Array(SMALLEST);
  #offsets = new Int32Array(SMALLEST);
  /** One more than the number, 0 where nobody has asked. */
  #interned = new Int32Array(SMALLEST);
  #size = 0;
  /** Entries, one more than their place, by key. */
  #dense = new Int32Array(SMALLEST);
  #known = new Int32Array(SMALLEST);
  /** The same by the key's hash, for those that are not dense. */
  #slots = new Int32Array(0);
  #hashed = 0;
  readonly #seed: number;
  readonly #places: DensePlaces;

  constructor(seed: number, places: DensePlaces = { left: DENSE_KEYS }) {
    this.#seed = seed;
    this.#places = places;
  }

  get size(): number {
    return this.#size;
  }

  /** Of a key that comes twice the first place counts, as for the JDK: a thread that was renamed keeps its name in a chunk. */
  set(key: number, offset: number): void {
    if (this.entryOf(key) >= 0) return;
    const entry = this.#size;
    if (entry === this.#keys.length) this.#grow();
    this.#keys[entry] = key;
    this.#offsets[entry] = offset;
    this.#size += 1;
    if (this.#makeDense(key)) this.#dense[key] = entry + 1;
    else this.#setHashed(key, entry);
  }

  /** The entry of a key, or -1. */
  entryOf(key: number): number {
    const dense = this.#dense;
    const entry = key >= 0 && key < dense.length ? (dense[key] ?? 0) : 0;
    return entry !== 0 || this.#hashed === 0 ? entry - 1 : (this.#slots[this.#slotOf(key)] ?? 0) - 1;
  }

  offsetAt(entry: number): number {
    return this.#offsets[entry] ?? 0;
  }

  /** What was remembered for the entry, or -1. */
  internedAt(entry: number): number {
    return (this.#interned[entry] ?? 0) - 1;
  }

  /** One more than what was remembered, by key, for loops; 0 where it has to be asked for. Good until the next `set`. */
  get known(): Int32Array {
    if (this.#known.length < this.#dense.length) this.#known = new Int32Array(this.#dense.length);
    return this.#known;
  }

  remember(entry: number, interned: number): void {
    this.#interned[entry] = interned + 1;
    const key = this.#keys[entry] ?? -1;
    if (key >= 0 && key < this.#known.length) this.#known[key] = interned + 1;
  }

  #makeDense(key: number): boolean {
    const { length } = this.#dense;
    if (key >= 0 && key < length) return true;
    const wanted = 2 ** (32 - Math.clz32(key));
    if (key < 0 || key >= DENSE_KEYS || wanted - length > this.#places.left) return false;
    this.#places.left -= wanted - length;
    const larger = new Int32Array(wanted);
    larger.set(this.#dense);
    this.#dense = larger;
    return true;
  }

  #setHashed(key: number, entry: number): void {
    this.#hashed += 1;
    if (this.#hashed * 2 > this.#slots.length) {
      const old = this.#slots;
      this.#slots = new Int32Array(Math.max(SMALLEST, old.length * 4));
      for (const one of old) if (one !== 0) this.#slots[this.#slotOf(this.#keys[one - 1] ?? 0)] = one;
    }
    this.#slots[this.#slotOf(key)] = entry + 1;
  }

  /** Where the key is, or would be. */
  #slotOf(key: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = mix(key ^ (key / 2 ** 32), this.#seed) & mask;
    while (slots[slot] !== 0 && this.#keys[(slots[slot] ?? 0) - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const length = this.#keys.length * 2;
    const keys = new Float64Array(length);
    const offsets = new Int32Array(length);
    const interned = new Int32Array(length);
    keys.set(this.#keys);
    offsets.set(this.#offsets);
    interned.set(this.#interned);
    this.#keys = keys;
    this.#offsets = offsets;
    this.#interned = interned;
  }
}
