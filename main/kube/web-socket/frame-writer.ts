import { randomFillSync } from 'node:crypto';

import { OPCODE } from './frame-reader.ts';

const FIN = 0x80;
const MASKED = 0x80;
const MASK_BYTES = 4;
const POOL_BYTES = 8 * 1024;

const pool = Buffer.alloc(POOL_BYTES);
let poolAt = POOL_BYTES;

/** Four bytes that nobody can foresee, as RFC 6455 asks of a client: asked of the system many at a time. */
function nextMask(): Uint8Array {
  if (poolAt === POOL_BYTES) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += MASK_BYTES;
  return pool.subarray(poolAt - MASK_BYTES, poolAt);
}

/** A whole message or control frame, masked: one piece of memory, so that it is one write and one TLS record. */
export function encodeClientFrame(opcode: number, payload: Uint8Array, mask: Uint8Array = nextMask()): Uint8Array {
  const { length } = payload;
  const lengthBytes = length < 126 ? 0 : length < 0x1_0000 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + lengthBytes + MASK_BYTES + length);
  frame[0] = FIN | opcode;
  frame[1] = MASKED | (lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127);
  if (lengthBytes === 2) frame.writeUInt16BE(length, 2);
  if (lengthBytes === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  const start = 2 + lengthBytes + MASK_BYTES;
  frame.set(mask, start - MASK_BYTES);
  for (let at = 0; at < length; at += 1) frame[start + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return frame;
}

export function encodeClose(code: number): Uint8Array {
  return encodeClientFrame(OPCODE.close, Uint8Array.of(code >> 8, code & 0xff));
}
