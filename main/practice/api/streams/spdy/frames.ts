/**
 * Frames of SPDY/3.1, as far as kubectl's port-forward sends them. Control frames begin with `0x8003` and their type, data frames with
 * the number of their stream; then come 8 bits of flags, 24 bits of length, and so many bytes.
 */
const HEAD_BYTES = 8;
const TYPE = { open: 1, opened: 2, reset: 3, ping: 6, goAway: 7 } as const;
const CONTROL = 0x8003_0000;
const LAST = 0x01;
/** Stream number, the stream that it belongs to, priority: what stands before an opening's headers. */
const OPEN_BYTES = 10;
/** kubectl sends what it has read, 32 KiB at most. */
const LENGTH_LIMIT = 1024 * 1024;

export type SpdyFrame =
  /** `isLast`: the other side will send nothing on this stream. */
  | { readonly kind: 'open'; readonly stream: number; readonly headers: Buffer; readonly isLast: boolean }
  | { readonly kind: 'data'; readonly stream: number; readonly bytes: Buffer; readonly isLast: boolean }
  | { readonly kind: 'reset'; readonly stream: number }
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'goAway' }
  /** Settings and windows, which concern nobody here. */
  | { readonly kind: 'other' };

/** Takes pieces as they come and gives whole frames. Throws what cannot be a frame. */
export function createFrameReader(): (piece: Uint8Array) => readonly SpdyFrame[] {
  let rest = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const frames: SpdyFrame[] = [];
    while (rest.length >= HEAD_BYTES) {
      const length = rest.readUIntBE(5, 3);
      if (length > LENGTH_LIMIT) throw new Error(`a SPDY frame of ${String(length)} bytes`);
      if (rest.length < HEAD_BYTES + length) break;
      frames.push(frameOf(rest.subarray(0, HEAD_BYTES), rest.subarray(HEAD_BYTES, HEAD_BYTES + length)));
      rest = rest.subarray(HEAD_BYTES + length);
    }
    return frames;
  };
}

function frameOf(head: Buffer, body: Buffer): SpdyFrame {
  const isLast = (head.readUInt8(4) & LAST) !== 0;
  const first = head.readUInt32BE(0);
  if (first < 0x8000_0000) return { kind: 'data', stream: first, bytes: body, isLast };
  const type = first - CONTROL;
  if (type < 0 || type > 0xffff) throw new Error('a frame of another version of SPDY');
  switch (type) {
    case TYPE.open:
      if (body.length < OPEN_BYTES) throw new Error('a SPDY stream without a number');
      return { kind: 'open', stream: numberAt(body), headers: body.subarray(OPEN_BYTES), isLast };
    case TYPE.reset:
      return { kind: 'reset', stream: numberAt(body) };
    case TYPE.ping:
      return { kind: 'ping', id: numberAt(body) };
    case TYPE.goAway:
      return { kind: 'goAway' };
    default:
      return { kind: 'other' };
  }
}

function numberAt(body: Buffer): number {
  if (body.length < 4) throw new Error('a SPDY frame without its number');
  return body.readUInt32BE(0) & 0x7fff_ffff;
}

/** The answer to an opening; `headers` is a whole block. */
export function openedFrame(stream: number, headers: Buffer): Buffer {
  return control(TYPE.opened, Buffer.concat([number(stream), headers]));
}

export function dataFrame(stream: number, bytes: Uint8Array, isLast: boolean): Buffer {
  return Buffer.concat([number(stream), lengthAndFlags(bytes.length, isLast), bytes]);
}

/** 5: given up by this side. */
export function resetFrame(stream: number): Buffer {
  return control(TYPE.reset, Buffer.concat([number(stream), number(5)]));
}

export function pingFrame(id: number): Buffer {
  return control(TYPE.ping, number(id));
}

function control(type: number, body: Buffer): Buffer {
  return Buffer.concat([number(CONTROL + type), lengthAndFlags(body.length, false), body]);
}

function lengthAndFlags(length: number, isLast: boolean): Buffer {
  return number((isLast ? LAST * 0x100_0000 : 0) + length);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
