import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Cursor } from '../../../../../../main/jvm/jfr/bytes/cursor.ts';

function compressed(value: bigint): Uint8Array {
  let rest = BigInt.asUintN(64, value);
  const bytes: number[] = [];
  while (rest >= 0x80n && bytes.length < 8) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}

describe('Cursor', () => {
  it('reads any 64-bit integer exactly, and knows where it ends', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const bytes = compressed(value);
        const exact = new Cursor(bytes);
        expect(BigInt(exact.exactLong())).toBe(value);
        expect(exact.at).toBe(bytes.length);
        expect(new Cursor(bytes).long()).toBe(Number(value));
        const skipped = new Cursor(bytes);
        skipped.skipLongs(1);
        expect(skipped.at).toBe(bytes.length);
      }),
    );
  });

  it('tells keys apart that a double would round to the same', () => {
    const cursor = new Cursor(
      Uint8Array.from([2n ** 62n, 2n ** 62n + 1n, 2n ** 62n].flatMap((key) => [...compressed(key)])),
    );
    const [first, second, third] = [cursor.key(), cursor.key(), cursor.key()];
    expect(first).not.toBe(second);
    expect(third).toBe(first);
  });
});
