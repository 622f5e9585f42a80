const HALF = 2 ** 32;

/**
 * Keys and ids of more than 53 bits, which some agents write: small negative numbers stand for them in a chunk. Big integers
 * would have to be used for all keys then, and cost 30 times as much.
 */
export class WideKeys {
  readonly #known = new Map<string, number>();

  /** The number for an integer of these two halves. */
  of(low: number, high: number): number {
    if (high >>> 0 < 2 ** 21) return (high >>> 0) * HALF + (low >>> 0);
    const name = `${String(high >>> 0)} ${String(low >>> 0)}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // -1 is what a type has for an id that is none.
    const key = -2 - this.#known.size;
    this.#known.set(name, key);
    return key;
  }

  /** The same of a number that was written as text. */
  ofBig(value: bigint): number {
    return this.of(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
  }
}
