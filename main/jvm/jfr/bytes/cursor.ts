const PART = 2 ** 28;
const PART_MASK = 2n ** 28n - 1n;

/**
 * A place in a chunk, and how values are read from there.
 *
 * Reading past the end gives zeros: one comparison after an event finds out, instead of one at each byte. A 64-bit value is
 * held as three integers, `top` (8 bits, with the sign), `upper` and `low` (28 bits each): big integers cost 30 times as
 * much, a double would round pool keys of 64 bits and clocks that count from the machine's start, and a field that once held
 * a double costs an allocation at each write.
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
  readonly #wideKeys = new Map<string, number>();

  constructor(bytes: Uint8Array, at = 0) {
    // Always the same class, whoever gave the bytes: the loops over them are compiled for one.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
    this.end = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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

  /** A compressed integer of which the lowest 32 bits are wanted, with their sign. */
  int(): number {
    const first = this.bytes[this.at] ?? 0;
    if (first < 0x80) {
      this.at += 1;
      return first;
    }
    this.split();
    return this.low | (this.upper << 28);
  }

  /** A size, count or id: -1 where it is none of 31 bits. */
  small(): number {
    const { bytes, at } = this;
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      this.at = at + 1;
      return first;
    }
    const second = bytes[at + 1] ?? 0;
    if (second < 0x80) {
      this.at = at + 2;
      return (first & 0x7f) | (second << 7);
    }
    this.split();
    return this.top === 0 && this.upper < 8 ? this.low | (this.upper << 28) : -1;
  }

  /** Reads a compressed integer into `top`, `upper` and `low`. The ninth byte, where there is one, carries eight bits. */
  split(): void {
    const { bytes } = this;
    let at = this.at;
    let part = bytes[at++] ?? 0;
    let low = part & 0x7f;
    let upper = 0;
    let top = 0;
    if (part >= 0x80) {
      part = bytes[at++] ?? 0;
      low |= (part & 0x7f) << 7;
      if (part >= 0x80) {
        part = bytes[at++] ?? 0;
        low |= (part & 0x7f) << 14;
        if (part >= 0x80) {
          part = bytes[at++] ?? 0;
          low |= (part & 0x7f) << 21;
          if (part >= 0x80) {
            part = bytes[at++] ?? 0;
            upper = part & 0x7f;
            if (part >= 0x80) {
              part = bytes[at++] ?? 0;
              upper |= (part & 0x7f) << 7;
              if (part >= 0x80) {
                part = bytes[at++] ?? 0;
                upper |= (part & 0x7f) << 14;
                if (part >= 0x80) {
                  part = bytes[at++] ?? 0;
                  upper |= (part & 0x7f) << 21;
                  if (part >= 0x80) top = ((bytes[at++] ?? 0) << 24) >> 24;
                }
              }
            }
          }
        }
      }
    }
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

  /** A pool key: numbers above 2^53, which some agents write, become small negative ones that stand for them here. */
  key(): number {
    const { bytes, at } = this;
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      this.at = at + 1;
      return first;
    }
    const second = bytes[at + 1] ?? 0;
    if (second < 0x80) {
      this.at = at + 2;
      return (first & 0x7f) | (second << 7);
    }
    this.split();
    return this.keyOf(this.top, this.upper, this.low);
  }

  /** The key of these three parts. */
  keyOf(top: number, upper: number, low: number): number {
    if (top === 0 && upper < 2 ** 25) return upper * PART + low;
    const name = `${String(top)} ${String(upper)} ${String(low)}`;
    const known = this.#wideKeys.get(name);
    if (known !== undefined) return known;
    // -1 is what a type has for an id that is none.
    const key = -2 - this.#wideKeys.size;
    this.#wideKeys.set(name, key);
    return key;
  }

  /** The same of a number that was written elsewhere, as text. */
  keyOfBig(value: bigint): number {
    const [top, upper, low] = [value >> 56n, (value >> 28n) & PART_MASK, value & PART_MASK];
    return this.keyOf(Number(BigInt.asIntN(8, top)), Number(upper), Number(low));
  }

  skipLongs(count: number): void {
    const { bytes } = this;
    let at = this.at;
    for (let index = 0; index < count; index += 1) {
      if ((bytes[at++] ?? 0) < 0x80) continue;
      let more = 7;
      while ((bytes[at++] ?? 0) >= 0x80 && more > 0) {
        more -= 1;
        // The ninth byte ends the value whatever its high bit says.
        if (more === 0) {
          at += 1;
          break;
        }
      }
    }
    this.at = at;
  }

  float(): number {
    return this.#has(4) ? this.#view.getFloat32(this.at - 4) : 0;
  }

  double(): number {
    return this.#has(8) ? this.#view.getFloat64(this.at - 8) : 0;
  }

  #has(length: number): boolean {
    this.at += length;
    return this.at <= this.bytes.length;
  }
}
