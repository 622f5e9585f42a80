/**
 * The frames of the program's serve mode: kind (8 bits), request (32), length (32), big endian, then as many bytes.
 * `01 00000007 00000002 6869` opens request 7 with the bytes "hi". build/reach/source/frame.h is the other end.
 */

export const FRAME_HEADER_BYTES = 9;
export const FRAME_PAYLOAD_LIMIT = 64 * 1024;

export const TO_PROGRAM = { open: 1, input: 2, inputEnd: 3, credit: 4, cancel: 5, ping: 6, quit: 7 } as const;
export const FROM_PROGRAM = { hello: 16, output: 17, inputCredit: 18, end: 19, pong: 20 } as const;

export interface Frame {
  readonly kind: number;
  readonly request: number;
  readonly payload: Uint8Array;
}

const NOTHING = new Uint8Array();

export function encodeFrame(kind: number, request: number, payload: Uint8Array = NOTHING): Uint8Array {
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length);
  frame.writeUInt8(kind, 0);
  frame.writeUInt32BE(request, 1);
  frame.writeUInt32BE(payload.length, 5);
  frame.set(payload, FRAME_HEADER_BYTES);
  return frame;
}

export function encodeNumber(number: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** `undefined` for what is no number of ours. */
export function decodeNumber(bytes: Uint8Array): number | undefined {
  return bytes.length === 4 ? new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) : undefined;
}

/** The payload that opens a request; a word can hold any byte but NUL. `undefined` if one does, or if they are too long. */
export function encodeWords(credit: number, words: readonly (string | Uint8Array)[]): Uint8Array | undefined {
  const parts = words.map((word) => Buffer.from(word));
  if (parts.some((part) => part.includes(0))) return undefined;
  const payload = Buffer.concat([encodeNumber(credit), ...parts.flatMap((part) => [part, Buffer.of(0)])]);
  return payload.length > FRAME_PAYLOAD_LIMIT ? undefined : payload;
}

export interface FrameReader {
  /** The frames that are whole with these bytes; throws once the stream makes no sense. */
  push(bytes: Uint8Array): readonly Frame[];
}

export function frameReader(): FrameReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push: (bytes) => {
      rest = rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([rest, bytes]);
      const frames: Frame[] = [];
      let at = 0;
      while (rest.length - at >= FRAME_HEADER_BYTES) {
        const length = rest.readUInt32BE(at + 5);
        if (length > FRAME_PAYLOAD_LIMIT) throw new RangeError(`a frame of ${String(length)} bytes`);
        const end = at + FRAME_HEADER_BYTES + length;
        if (end > rest.length) break;
        const payload = rest.subarray(at + FRAME_HEADER_BYTES, end);
        frames.push({ kind: rest.readUInt8(at), request: rest.readUInt32BE(at + 1), payload });
        at = end;
      }
      rest = rest.subarray(at);
      return frames;
    },
  };
}
