/**
 * Frames as WebSocket messages: `data` is a binary message of a 4-byte big-endian id and the raw bytes, so that terminal
 * output and files never pass through JSON; everything else is a JSON text message.
 *
 *     data {id: 2, bytes: 'hi'}  →  00 00 00 02 68 69
 */
import type { Frame } from './frames.ts';

const ID_BYTES = 4;

export function encodeFrame(frame: Frame): string | Uint8Array<ArrayBuffer> {
  if (frame.type !== 'data') return JSON.stringify(frame);
  const message = new Uint8Array(ID_BYTES + frame.bytes.length);
  new DataView(message.buffer).setUint32(0, frame.id);
  message.set(frame.bytes, ID_BYTES);
  return message;
}

/** `undefined` for what is no frame; whether it is one that the receiver expects is for the engine to say. */
export function decodeFrame(message: string | Uint8Array): unknown {
  if (typeof message === 'string') {
    try {
      return JSON.parse(message);
    } catch {
      return undefined;
    }
  }
  if (message.length < ID_BYTES) return undefined;
  const id = new DataView(message.buffer, message.byteOffset, ID_BYTES).getUint32(0);
  return { type: 'data', id, bytes: message.subarray(ID_BYTES) } satisfies Frame;
}
