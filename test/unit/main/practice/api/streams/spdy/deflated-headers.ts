/** Header blocks as a client sends them: one deflate stream against the dictionary, flushed after each block. */
import { constants, createDeflate } from 'node:zlib';

import { HEADER_DICTIONARY } from '../../../../../../../main/practice/api/streams/spdy/dictionary.ts';

export function headerWriter(): (headers: Readonly<Record<string, string>>) => Promise<Buffer> {
  const deflate = createDeflate({ dictionary: HEADER_DICTIONARY, flush: constants.Z_SYNC_FLUSH });
  return async (headers) => {
    const number = (value: number): Buffer => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    };
    const entries = Object.entries(headers);
    const texts = entries.flat().flatMap((text) => [number(text.length), Buffer.from(text)]);
    await new Promise<void>((resolve) => {
      deflate.write(Buffer.concat([number(entries.length), ...texts]), () => {
        resolve();
      });
    });
    const block: unknown = deflate.read();
    return Buffer.isBuffer(block) ? block : Buffer.alloc(0);
  };
}
