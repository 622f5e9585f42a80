import { open } from 'node:fs/promises';

import type { ByteSource } from './byte-source.ts';

/** Reads a file by ranges, so that its size does not matter, and so that one that grows is read as far as it is. */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r');
  let known = 0;
  const size = async (): Promise<number> => {
    known = (await file.stat()).size;
    return known;
  };
  return {
    size,
    async read(offset, length, room = (bytes) => Buffer.allocUnsafeSlow(bytes)) {
      // A header may claim any length: memory is taken for what is there. Where that is known the read is under way at once,
      // whatever the caller is busy with afterwards.
      const end = offset + length <= known ? known : await size();
      const there = Math.max(0, Math.min(length, end - offset));
      const bytes = room(there);
      let filled = 0;
      while (filled < there) {
        const { bytesRead } = await file.read(bytes, filled, there - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    repeatable: true,
    failure: () => undefined,
    close: () => file.close(),
  };
}
