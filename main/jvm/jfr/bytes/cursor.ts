import { WideKeys } from './wide-keys.ts';

const PART = 2 ** 28;

/**
 * A place in a chunk, and how values are read from there: of events that somebody looks at, and of what they name. What is read
 * of millions of events is read by the module.
 *
 * Reading past the end gives zeros: one comparison after an event finds out, instead of one at each byte. A 64-bit value is
 * held as three integers, `top` (8 bits, with the sign), `upper` and `low` (28 bits each): big integers cost 30 times as
 * much, a double would round pool keys of 64 bits and clocks that count from the machine's start.
 */
export class Cursor {
  readonly bytes: Uint8Array;
  at: number;
  /** Where the event ends that is being read: a count of more than the bytes up to here is not true. */
  end: number;
  low = 0;
  upper = 0;
  top = 0;
  readonly #view: DataView;
  #buffer: Buffer | undefined;
  readonly #keys: WideKeys;

  constructor(bytes: Uint8Array, keys = new WideKeys()) {
    // Always the same class, whoever gave the bytes: the loops over them are compiled for one.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
    this.end = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#keys = keys;
  }

  /** Goes behind size and type of the event that begins there, which is then the one that is being read. */
  enterEvent(at: number): void {
    this.at = at;
    this.end = at + this.long();
    this.skipLongs(1);
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** A compressed integer as a signed 64-bit value, rounded to a double where it needs more than 53 bits. */
  long(): number {
    const first = this.bytes[this.at] ?? 0;
    // 70 % of the integers of a recording have one byte, 95 % at most four: they never leave 32-bit arithmetic.
    if (first < 0x80) {
      this.at += 1;
      return first;
    }
    this.split();
    return (this.upper | this.top) === 0 ? this.low : this.rounded();
  }

  /** What `split` has read, rounded to a double where it needs more than 53 bits. */
  rounded(): number {
    return (this.top * PART + this.upper) * PART + this.low;
  }

  /** Reads a compressed integer into `top`, `upper` and `low`. The ninth byte, where there is one, carries eight bits. */
  split(): void {
    const { bytes } = this;
    let part = 0x80;
    let low = 0;
    let upper = 0;
    let top = 0;
    let at = this.at;
    for (let shift = 0; part >= 0x80 && shift < 28; shift += 7) {
      part = bytes[at++] ?? 0;
      low |= (part & 0x7f) << shift;
    }
    for (let shift = 0; part >= 0x80 && shift < 28; shift += 7) {
      part = bytes[at++] ?? 0;
      upper |= (part & 0x7f) << shift;
    }
    if (part >= 0x80) top = ((bytes[at++] ?? 0) << 24) >> 24;
    this.at = at;
    this.low = low;
    this.upper = upper;
    this.top = top;
  }

  /** The same value, exact: a number where that holds it, otherwise a big integer. Not for hot loops. */
  exactLong(): number | bigint {
    this.split();
    const rounded = this.rounded();
    if (Number.isSafeInteger(rounded)) return rounded;
    return (BigInt(this.top) * BigInt(PART) + BigInt(this.upper)) * BigInt(PART) + BigInt(this.low);
  }

  /** A pool key: numbers above 2^53 become small negative ones that stand for them here. */
  key(): number {
    const first = this.bytes[this.at] ?? 0;
    if (first < 0x80) {
      this.at += 1;
      return first;
    }
    this.split();
    return this.#keys.of(this.low | (this.upper << 28), (this.upper >>> 4) | (this.top << 24));
  }

  skipLongs(count: number): void {
    const { bytes } = this;
    let at = this.at;
    for (let index = 0; index < count; index += 1) {
      // The ninth byte ends the value whatever its high bit says.
      const last = at + 8;
      while ((bytes[at++] ?? 0) >= 0x80 && at <= last);
    }
    this.at = at;
  }

  float(): number {
    return this.#has(4) ? this.#view.getFloat32(this.at - 4) : 0;
  }

  double(): number {
    return this.#has(8) ? this.#view.getFloat64(this.at - 8) : 0;
  }

  /** So many bytes from there, as a text. */
  textOf(encoding: 'utf8' | 'latin1', from: number, length: number): string {
    this.#buffer ??= Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    return this.#buffer.toString(encoding, from, from + length);
  }

  #has(length: number): boolean {
    this.at += length;
    return this.at <= this.bytes.length;
  }
}
