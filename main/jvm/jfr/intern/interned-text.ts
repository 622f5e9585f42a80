import type { Cursor } from '../bytes/cursor.ts';
import { sameBytes } from '../bytes/same-bytes.ts';
import { readText, skipText } from '../bytes/encoded-text.ts';
import { LIMITS } from '../limits.ts';
import { mix } from './hash.ts';

const SMALLEST = 4096;

/**
 * Gives each distinct text a number, counting from 0; 0 is the empty text, which also stands for an absent one.
 *
 * Texts inside events repeat: hosts, paths, phases. They are found again by the bytes they are written with, so that
 * a text is decoded once and not at each of 600,000 reads of the same file.
 */
export class InternedText {
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);
  #pool = new Uint8Array(SMALLEST * 16);
  #poolEnd = 0;
  #spans = new Int32Array(SMALLEST * 3);
  #spanCount = 0;
  #slots = new Int32Array(SMALLEST * 2);
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  get size(): number {
    return this.#texts.length;
  }

  text(number: number): string {
    return this.#texts[number] ?? '';
  }

  intern(whole: string): number {
    const text = whole.length > LIMITS.internedCharacters ? `${whole.slice(0, LIMITS.internedCharacters)}…` : whole;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#numbers.set(text, number);
    return number;
  }

  /** Interns the text that the cursor stands at, which is not one of a pool. */
  internAt(cursor: Cursor): number {
    const { bytes, at } = cursor;
    skipText(cursor);
    const end = Math.min(cursor.at, bytes.length);
    const mask = this.#slots.length - 1;
    let slot = this.#hash(bytes, at, end) & mask;
    for (;;) {
      const span = (this.#slots[slot] ?? 0) - 1;
      if (span < 0) break;
      if (this.#sameBytes(span, bytes, at, end)) return this.#spans[span * 3 + 2] ?? 0;
      slot = (slot + 1) & mask;
    }
    cursor.at = at;
    const number = this.intern(readText(cursor, () => undefined) ?? '');
    this.#keep(slot, bytes.subarray(at, end), number);
    return number;
  }

  #hash(bytes: Uint8Array, at: number, end: number): number {
    let hash = this.#seed;
    for (let index = at; index < end; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
    return mix(hash, this.#seed);
  }

  #sameBytes(span: number, bytes: Uint8Array, at: number, end: number): boolean {
    const from = this.#spans[span * 3] ?? 0;
    const length = (this.#spans[span * 3 + 1] ?? 0) - from;
    return length === end - at && sameBytes(this.#pool, from, bytes, at, length);
  }

  #keep(slot: number, written: Uint8Array, number: number): void {
    // Texts that are hardly ever written twice, and long: their bytes are not worth keeping.
    if (written.length > LIMITS.internedCharacters) return;
    if (this.#poolEnd + written.length > this.#pool.length) {
      const pool = new Uint8Array(this.#pool.length * 2);
      pool.set(this.#pool);
      this.#pool = pool;
    }
    this.#pool.set(written, this.#poolEnd);
    if (this.#spanCount * 3 + 3 > this.#spans.length) {
      const spans = new Int32Array(this.#spans.length * 2);
      spans.set(this.#spans);
      this.#spans = spans;
    }
    this.#spans.set([this.#poolEnd, this.#poolEnd + written.length, number], this.#spanCount * 3);
    this.#poolEnd += written.length;
    this.#spanCount += 1;
    this.#slots[slot] = this.#spanCount;
    if (this.#spanCount * 2 > this.#slots.length) this.#rehash();
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let span = 0; span < this.#spanCount; span += 1) {
      let slot = this.#hash(this.#pool, this.#spans[span * 3] ?? 0, this.#spans[span * 3 + 1] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = span + 1;
    }
    this.#slots = slots;
  }
}
