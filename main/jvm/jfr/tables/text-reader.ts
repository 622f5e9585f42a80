import type { Cursor } from '../bytes/cursor.ts';
import { TEXT } from '../bytes/encoded-text.ts';
import { sameBytes } from '../bytes/same-bytes.ts';
import type { Chunk } from '../format/chunk.ts';
import type { InternedText } from '../intern/interned-text.ts';

const NONE_KNOWN = new Int32Array(0);

/** Reads a text as a number. Threads write in a row what is about one file or host: the text before is looked at first. */
export class TextReader {
  readonly #texts: InternedText;
  readonly #known: Int32Array;
  readonly #pooled: (key: number) => number;
  #from = 0;
  #to = 0;
  #number = 0;

  constructor(chunk: Chunk, texts: InternedText, pooled: (key: number) => number) {
    this.#texts = texts;
    this.#known = chunk.pools.of(chunk.schema.typesByName.get('java.lang.String')?.id ?? -1)?.known ?? NONE_KNOWN;
    this.#pooled = pooled;
  }

  read(cursor: Cursor): number {
    const { bytes, at } = cursor;
    if (bytes[at] === TEXT.pooled) {
      cursor.at = at + 1;
      const key = cursor.key();
      const number = key >= 0 && key < this.#known.length ? (this.#known[key] ?? 0) : 0;
      return number === 0 ? this.#pooled(key) : number - 1;
    }
    const length = this.#to - this.#from;
    if (length > 0 && at + length <= cursor.end && sameBytes(bytes, this.#from, bytes, at, length)) {
      cursor.at = at + length;
      return this.#number;
    }
    this.#number = this.#texts.internAt(cursor);
    this.#from = at;
    this.#to = cursor.at;
    return this.#number;
  }
}
