/** Damage to bytes, the same for the same seed. */

/** Numbers from 0 up to, but not including, `below`. */
export type Dice = (below: number) => number;

export function dice(seed: number): Dice {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(1, below);
  };
}

type Damage = (bytes: Buffer, roll: Dice) => Buffer;

const DAMAGES: readonly Damage[] = [
  // One bit.
  (bytes, roll) => {
    const at = roll(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << roll(8));
    return bytes;
  },
  (bytes, roll) => {
    bytes[roll(bytes.length)] = roll(256);
    return bytes;
  },
  // An integer without end, or of the largest values.
  (bytes, roll) => filled(bytes, 0xff, roll(bytes.length), roll(bytes.length)),
  (bytes, roll) => filled(bytes, 0xff, roll(bytes.length), 1 + roll(10)),
  (bytes, roll) => filled(bytes, 0, roll(bytes.length), roll(64)),
  // A part is missing, or comes twice.
  (bytes, roll) => bytes.subarray(0, roll(bytes.length)),
  (bytes, roll) => {
    const [from, length] = [roll(bytes.length), roll(400)];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
  (bytes, roll) => {
    const [from, length, to] = [roll(bytes.length), roll(400), roll(bytes.length)];
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + length), bytes.subarray(to)]);
  },
  // A number of the header.
  (bytes, roll) => {
    if (bytes.length < 68) return bytes;
    bytes.writeBigInt64BE(BigInt.asIntN(64, BigInt(roll(2 ** 31)) ** BigInt(1 + roll(3))), 8 + 8 * roll(7));
    return bytes;
  },
  (bytes, roll) => {
    if (bytes.length > 64) bytes[64] = roll(256);
    return bytes;
  },
];

function filled(bytes: Buffer, value: number, from: number, length: number): Buffer {
  return bytes.fill(value, from, Math.min(bytes.length, from + length));
}

export function damaged(original: Uint8Array, roll: Dice): Buffer {
  let bytes: Buffer = Buffer.from(original);
  for (let times = 1 + roll(6); times > 0; times -= 1) bytes = DAMAGES[roll(DAMAGES.length)]!(bytes, roll);
  return bytes;
}
