import type { Cursor } from '../bytes/cursor.ts';
import { TEXT } from '../bytes/encoded-text.ts';
import { sameBytes } from '../bytes/same-bytes.ts';
import type { Chunk } from '../format/chunk.ts';
import type { InternedText } from '../intern/interned-text.ts';

const NONE_KNOWN = new Int32Array(0);
/** Texts that are looked at before a search among all: as many as a thread's events have in turn. A power of two. */
const RECENT = 1024;

/** Reads a text as a number. What was read lately is found again by its length and its last characters. */
export class TextReader {
  readonly #texts: InternedText;
  readonly #known: Int32Array;
  readonly #pooled: (key: number) => number;
  /** Of each place where such a text lies in the chunk, 0 where none is remembered, and its number. */
  readonly #places = new Int32Array(RECENT);
  readonly #numbers = new Int32Array(RECENT);

  constructor(chunk: Chunk, texts: InternedText, pooled: (key: number) => number) {
    this.#texts = texts;
    this.#known = chunk.pools.of(chunk.schema.typesByName.get('java.lang.String')?.id ?? -1)?.known ?? NONE_KNOWN;
    this.#pooled = pooled;
  }

  read(cursor: Cursor): number {
    const { bytes, at } = cursor;
    const encoding = bytes[at] ?? 0;
    if (encoding === TEXT.pooled) {
      cursor.at = at + 1;
      const key = cursor.key();
      const number = key >= 0 && key < this.#known.length ? (this.#known[key] ?? 0) : 0;
      return number === 0 ? this.#pooled(key) : number - 1;
    }
    // Where it ends if its length and each of its characters take one byte, as nearly always.
    const length = bytes[at + 1] ?? 0;
    const end = at + 2 + length;
    const slot = (length ^ ((bytes[end - 1] ?? 0) << 2) ^ ((bytes[end - 2] ?? 0) << 5)) & (RECENT - 1);
    const place = this.#places[slot] ?? 0;
    if (place > 0 && end <= cursor.end && sameBytes(bytes, place, bytes, at, length + 2)) {
      cursor.at = end;
      return this.#numbers[slot] ?? 0;
    }
    const number = this.#texts.internAt(cursor);
    if (cursor.at === end && length < 0x80) {
      this.#places[slot] = at;
      this.#numbers[slot] = number;
    }
    return number;
  }
}
