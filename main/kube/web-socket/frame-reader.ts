/**
 * The server's half of RFC 6455, section 5.2, bytes to frames:
 *
 *     82 05 01 'o' 'u' 't' '\n'        one binary message of five bytes; 7e LL LL and 7f and eight bytes are longer lengths
 *     89 00   8a 01 'x'   88 02 03 e8  ping, pong, close with code 1000
 *
 * A message is handed on as it comes, in pieces of the chunks that the socket gives, and never put together: a library that
 * gives whole messages copies every byte of a download once more, and its buffers cost a third of the processor in collections.
 */

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A control frame may have no more. */
const CONTROL_LIMIT = 125;

export interface FrameListener {
  /** A part of a binary message, in order; a message without bytes is one empty piece. */
  piece(bytes: Uint8Array, isFirst: boolean, isLast: boolean): void;
  /** A text message began; its bytes are not handed on. */
  text(): void;
  control(opcode: number, payload: Uint8Array): void;
}

export interface FrameReader {
  /** False once the bytes break the protocol; what comes afterwards is not read. */
  push(chunk: Uint8Array): boolean;
}

type Message = 'none' | 'binary' | 'text';

const FIN = 0x80;
const RESERVED = 0x70;
const MASKED = 0x80;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const HEADER_LIMIT = 10;
const EMPTY = new Uint8Array();

export function frameReader(listener: FrameListener): FrameReader {
  const header = new Uint8Array(HEADER_LIMIT);
  const headerView = new DataView(header.buffer);
  let headerBytes = 0;
  /** Bytes of the current frame's payload that are still to come; `undefined` while its header is read. */
  let missing: number | undefined;
  let opcode = 0;
  let isFin = false;
  let message: Message = 'none';
  let isFirst = false;
  let control: Uint8Array = EMPTY;
  let controlBytes = 0;
  let isBroken = false;

  function headerLength(): number {
    if (headerBytes < 2) return 2;
    const short = (header[1] ?? 0) & ~MASKED;
    if (short === LENGTH_16) return 4;
    return short === LENGTH_64 ? HEADER_LIMIT : 2;
  }

  function payloadLength(): number {
    const short = (header[1] ?? 0) & ~MASKED;
    if (short === LENGTH_16) return headerView.getUint16(2);
    return short === LENGTH_64 ? headerView.getUint32(2) * 2 ** 32 + headerView.getUint32(6) : short;
  }

  /** The header is whole; false if a client must not accept it. */
  function begin(): boolean {
    const first = header[0] ?? 0;
    const isMasked = ((header[1] ?? 0) & MASKED) !== 0;
    const length = payloadLength();
    headerBytes = 0;
    if ((first & RESERVED) !== 0 || isMasked || !Number.isSafeInteger(length)) return false;
    opcode = first & 0x0f;
    isFin = (first & FIN) !== 0;
    missing = length;
    switch (opcode) {
      case OPCODE.continuation:
        if (message === 'none') return false;
        break;
      case OPCODE.text:
      case OPCODE.binary:
        if (message !== 'none') return false;
        message = opcode === OPCODE.binary ? 'binary' : 'text';
        isFirst = true;
        if (message === 'text') listener.text();
        break;
      case OPCODE.close:
      case OPCODE.ping:
      case OPCODE.pong:
        if (!isFin || length > CONTROL_LIMIT) return false;
        control = new Uint8Array(length);
        controlBytes = 0;
        break;
      default:
        return false;
    }
    if (length === 0) payload(EMPTY);
    return true;
  }

  function payload(bytes: Uint8Array): void {
    missing = (missing ?? 0) - bytes.length;
    const isEnd = missing === 0;
    if (isEnd) missing = undefined;
    if (opcode >= OPCODE.close) {
      control.set(bytes, controlBytes);
      controlBytes += bytes.length;
      if (isEnd) listener.control(opcode, control);
      return;
    }
    const isLast = isEnd && isFin;
    const wasFirst = isFirst;
    const kind = message;
    isFirst = false;
    if (isLast) message = 'none';
    if (kind === 'binary') listener.piece(bytes, wasFirst, isLast);
  }

  return {
    push: (chunk) => {
      let at = 0;
      while (at < chunk.length && !isBroken) {
        if (missing === undefined) {
          header[headerBytes] = chunk[at] ?? 0;
          headerBytes += 1;
          at += 1;
          if (headerBytes === headerLength() && headerBytes >= 2 && !begin()) isBroken = true;
        } else {
          const end = Math.min(chunk.length, at + missing);
          payload(chunk.subarray(at, end));
          at = end;
        }
      }
      return !isBroken;
    },
  };
}
