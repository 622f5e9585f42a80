/** A file that an earlier run may have begun: what is there is read first, and behind what was read is written. */
import { open } from 'node:fs/promises';

import { createBlockWriter, type BlockWriter } from './block-writer.ts';

/** Most files of a folder are small. */
const BLOCK_BYTES = 64 * 1024;

export interface StoredFile {
  /** Up to so many bytes of what is there, from where the last ones ended; none when there are no more. */
  stored(limit: number): Promise<Uint8Array>;
  /** From now on it is written; what was there and was not read is gone. */
  goOn(): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  /** What was written is in the system's hands: it outlives this process. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** `isNew`: there must be none of this name, and it is written at once. */
export async function openStoredFile(path: string, isNew: boolean): Promise<StoredFile> {
  const file = await open(path, isNew ? 'ax' : 'a+', 0o600);
  let blocks: BlockWriter | undefined = isNew ? createBlockWriter(file, BLOCK_BYTES) : undefined;
  /** Given out, and read from the disk beyond that: a call for each header of a hundred thousand would take seconds. */
  let readBytes = 0;
  let ahead: Uint8Array = new Uint8Array();
  let isOpen = true;
  return {
    stored: async (limit) => {
      if (ahead.length === 0) {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(BLOCK_BYTES), 0, BLOCK_BYTES, readBytes);
        ahead = buffer.subarray(0, bytesRead);
      }
      const given = ahead.subarray(0, limit);
      ahead = ahead.subarray(given.length);
      readBytes += given.length;
      return given;
    },
    goOn: async () => {
      if (blocks !== undefined) return;
      await file.truncate(readBytes);
      blocks = createBlockWriter(file, BLOCK_BYTES);
    },
    write: async (bytes) => {
      await blocks?.write(bytes);
    },
    flush: async () => {
      await blocks?.flush();
    },
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      try {
        await blocks?.flush();
      } finally {
        await file.close();
      }
    },
  };
}
