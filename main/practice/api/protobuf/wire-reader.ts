/** Protocol buffers' wire format: numbered fields whose values are numbers or bytes. */

export type WireValue =
  | { readonly kind: 'number'; readonly number: bigint }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Of four or eight bytes; no field of Kubernetes' objects is one. */
  | { readonly kind: 'fixed' };

export interface WireField {
  readonly number: number;
  readonly value: WireValue;
}

/** Not in the format; the words are those of Go's decoder. */
export class WireProblem extends Error {
  override readonly name = 'WireProblem';
}

const LONGEST_NUMBER = 10;

export function* wireFields(bytes: Uint8Array): Generator<WireField> {
  const reader = wireReader(bytes);
  while (!reader.isDone()) {
    const tag = reader.number();
    const number = Number(tag >> 3n);
    if (number <= 0) throw new WireProblem(`illegal tag ${String(number)} (wire type ${String(tag)})`);
    yield { number, value: reader.value(Number(tag & 7n)) };
  }
}

/** Numbers one after the other, as a list of them may be packed. */
export function* wireNumbers(bytes: Uint8Array): Generator<bigint> {
  const reader = wireReader(bytes);
  while (!reader.isDone()) yield reader.number();
}

interface WireReader {
  isDone(): boolean;
  number(): bigint;
  value(wireType: number): WireValue;
}

function wireReader(bytes: Uint8Array): WireReader {
  let position = 0;

  function number(): bigint {
    let result = 0n;
    for (let index = 0; index < LONGEST_NUMBER; index += 1) {
      const byte = bytes[position];
      if (byte === undefined) throw new WireProblem('unexpected EOF');
      position += 1;
      result |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return BigInt.asUintN(64, result);
    }
    throw new WireProblem('proto: integer overflow');
  }

  function take(length: number): Uint8Array {
    if (length > bytes.length - position) throw new WireProblem('unexpected EOF');
    position += length;
    return bytes.subarray(position - length, position);
  }

  function value(wireType: number): WireValue {
    switch (wireType) {
      case 0:
        return { kind: 'number', number: number() };
      case 1:
        take(8);
        return { kind: 'fixed' };
      case 2:
        return { kind: 'bytes', bytes: take(Number(number())) };
      case 5:
        take(4);
        return { kind: 'fixed' };
      default:
        throw new WireProblem(`proto: illegal wireType ${String(wireType)}`);
    }
  }

  return { isDone: () => position >= bytes.length, number, value };
}
