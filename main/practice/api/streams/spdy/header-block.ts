/**
 * Header blocks: pairs of names and values, all blocks of a connection and direction in one zlib stream. Each block ends where a
 * decompressor can read all of it.
 */
import { constants, createInflate } from 'node:zlib';

import { HEADER_DICTIONARY } from './dictionary.ts';

/** kubectl's are of some hundred bytes. */
const BLOCK_LIMIT = 16 * 1024;
/** zlib's own header when there is a dictionary, and that one's checksum. */
const STREAM_HEAD = Buffer.from([0x78, 0xbb, 0xe3, 0xc6, 0xa7, 0xc2]);
/**
 * The number of pairs, which is zero, in a block of deflate that is stored as it is, and an empty one after it: at that Go hands over
 * what it has; without it, it looks for more and takes the end of the frame for the end of the stream.
 */
const NO_HEADERS = Buffer.from([0, 4, 0, 0xfb, 0xff, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]);

export type Headers = ReadonlyMap<string, string>;

export interface HeaderReader {
  /** In the order of the frames. Rejects what is no such block. */
  read(block: Uint8Array): Promise<Headers>;
  dispose(): void;
}

export function createHeaderReader(): HeaderReader {
  const { Z_SYNC_FLUSH } = constants;
  const inflate = createInflate({ dictionary: HEADER_DICTIONARY, flush: Z_SYNC_FLUSH });
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  // A write that fails never says so itself.
  inflate.on('error', broken.reject);
  inflate.on('close', () => {
    broken.reject(new Error('the connection is closed'));
  });
  return {
    read: async (block) => {
      if (block.length > BLOCK_LIMIT) throw new Error('a SPDY header block that is too long');
      const written = new Promise<void>((resolve) => {
        inflate.write(block, () => {
          resolve();
        });
      });
      await Promise.race([written, broken.promise]);
      const text: unknown = inflate.read();
      return parse(Buffer.isBuffer(text) ? text : Buffer.alloc(0));
    },
    dispose: () => inflate.destroy(),
  };
}

/** Blocks of a side that has no headers to say, in order. */
export function emptyBlocks(): () => Buffer {
  let isFirst = true;
  return () => {
    const block = isFirst ? Buffer.concat([STREAM_HEAD, NO_HEADERS]) : NO_HEADERS;
    isFirst = false;
    return block;
  };
}

function parse(block: Buffer): Headers {
  let offset = 0;
  const count = next();
  const headers = new Map<string, string>();
  for (let pair = 0; pair < count; pair += 1) {
    const name = text();
    headers.set(name, text());
  }
  return headers;

  function next(): number {
    if (offset + 4 > block.length) throw new Error('a SPDY header block that is cut off');
    offset += 4;
    return block.readUInt32BE(offset - 4);
  }

  function text(): string {
    const length = next();
    if (offset + length > block.length) throw new Error('a SPDY header block that is cut off');
    offset += length;
    return block.toString('utf8', offset - length, offset);
  }
}
