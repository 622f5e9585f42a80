import { open } from 'node:fs/promises';

import type { ByteSource, ReadBuffer } from './byte-source.ts';

/** Reads a file by ranges, so that its size does not matter, and so that one that grows is read as far as it is. */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r');
  const size = async (): Promise<number> => (await file.stat()).size;
  return {
    size,
    async read(offset, length, buffer) {
      // A header may claim any length: memory is taken for what is there.
      const there = Math.max(0, Math.min(length, (await size()) - offset));
      const bytes = memory(there, buffer);
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

function memory(length: number, buffer: ReadBuffer | undefined): Uint8Array {
  if (buffer === undefined) return Buffer.allocUnsafeSlow(length);
  if (buffer.bytes.length < length) buffer.bytes = Buffer.allocUnsafeSlow(length);
  return buffer.bytes.subarray(0, length);
}
