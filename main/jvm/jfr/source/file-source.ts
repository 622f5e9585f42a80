import { close, fstatSync, open, read, readSync } from 'node:fs';
import { promisify } from 'node:util';

import type { ByteSource } from './byte-source.ts';

/** What is so short is there before another thread would have been woken to fetch it: a header, a description of events. */
const SHORT_BYTES = 256 * 1024;

/** Reads a file by ranges, so that its size does not matter, and so that one that grows is read as far as it is. */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await promisify(open)(path, 'r');
  let known = 0;
  const measure = (): number => {
    known = fstatSync(file).size;
    return known;
  };
  const readSome = async (bytes: Uint8Array, offset: number): Promise<number> =>
    bytes.length <= SHORT_BYTES
      ? readSync(file, bytes, 0, bytes.length, offset)
      : (await promisify(read)(file, bytes, 0, bytes.length, offset)).bytesRead;
  return {
    size: () => Promise.resolve(measure()),
    async read(offset, length, room = (bytes) => Buffer.allocUnsafeSlow(bytes)) {
      // A header may claim any length: memory is taken for what is there. Where that is known the read is under way at once,
      // whatever the caller is busy with afterwards.
      const end = offset + length <= known ? known : measure();
      const there = Math.max(0, Math.min(length, end - offset));
      const bytes = room(there);
      let filled = 0;
      while (filled < there) {
        const bytesRead = await readSome(bytes.subarray(filled, there), offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    repeatable: true,
    failure: () => undefined,
    close: () => promisify(close)(file),
  };
}
