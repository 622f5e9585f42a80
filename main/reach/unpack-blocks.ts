/**
 * What `--pack` makes of a verb's bytes: blocks of the length of the content (32 bits, big endian; the first bit says that it
 * is packed), the length of what follows, and that. build/reach/source/bulk.h is the other end.
 */
import { AppError } from '../../preload/contract/errors.ts';
import { unpackLz4Block } from '../streams/index.ts';

const HEADER_BYTES = 8;
const BLOCK_LIMIT = 128 * 1024;
const PACKED = 0x8000_0000;

interface Block {
  readonly isPacked: boolean;
  readonly length: number;
  /** Bytes of it that have not come yet. */
  missing: number;
  /** Of a packed one; what is not packed is handed on as it comes. */
  readonly parts: Uint8Array[];
}

export interface BlockReader {
  /** The content that is whole with these bytes; throws once they make no sense. */
  push(bytes: Uint8Array): readonly Uint8Array[];
}

export function blockReader(): BlockReader {
  let rest: Uint8Array = new Uint8Array();
  let block: Block | undefined;
  return {
    push: (chunk) => {
      const content: Uint8Array[] = [];
      let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      rest = new Uint8Array();
      while (bytes.length > 0) {
        if (block === undefined) {
          if (bytes.length < HEADER_BYTES) {
            rest = bytes;
            break;
          }
          block = readHeader(bytes);
          bytes = bytes.subarray(HEADER_BYTES);
        }
        const part = bytes.subarray(0, block.missing);
        bytes = bytes.subarray(part.length);
        block.missing -= part.length;
        if (!block.isPacked) {
          if (part.length > 0) content.push(part);
        } else {
          block.parts.push(part);
          if (block.missing === 0) content.push(unpack(block));
        }
        if (block.missing === 0) block = undefined;
      }
      return content;
    },
  };
}

/** A verb that was cut has its own words for it; one that went well ends with a whole block. */
export async function* unpackBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = blockReader();
  for await (const chunk of source) for (const content of reader.push(chunk)) yield content;
}

function readHeader(bytes: Uint8Array): Block {
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const first = header.getUint32(0);
  const stored = header.getUint32(4);
  const isPacked = first >= PACKED;
  const length = first % PACKED;
  if (length === 0 || length > BLOCK_LIMIT || stored === 0 || (isPacked ? stored >= length : stored !== length)) {
    throw malformed();
  }
  return { isPacked, length, missing: stored, parts: [] };
}

function unpack({ parts, length }: Block): Uint8Array {
  const [first = new Uint8Array()] = parts;
  const packed = parts.length === 1 ? first : Buffer.concat(parts);
  const content = Buffer.allocUnsafe(length);
  if (unpackLz4Block(packed, content, 0) !== length) throw malformed();
  return content;
}

function malformed(): AppError {
  return new AppError('INTERNAL', 'What the program in the debug container sends makes no sense.', {});
}
