import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';

import { createBlockWriter } from './block-writer.ts';

const BLOCK_BYTES = 512 * 1024;

/** The bytes that are here so far, with their hash: under a name that says that they are not all. */
export interface PartialFile {
  readonly receivedBytes: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Of all that is here. */
  digest(): string;
  /** Gives it its name, once it is proven. */
  finish(path: string): Promise<void>;
  close(): Promise<void>;
}

/** With up to `keep` bytes of what an earlier run has left; what is beyond is cut off. */
export async function openPartialFile(path: string, keep: number): Promise<PartialFile> {
  const file = await open(path, 'a+', 0o600);
  const { size } = await file.stat();
  let receivedBytes = Math.min(size, keep);
  let hash: Hash;
  try {
    if (size > receivedBytes) await file.truncate(receivedBytes);
    hash = await hashOfFile(path, receivedBytes);
  } catch (error) {
    await file.close();
    throw error;
  }
  const blocks = createBlockWriter(file, BLOCK_BYTES);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  };
  return {
    get receivedBytes() {
      return receivedBytes;
    },
    write: async (bytes) => {
      receivedBytes += bytes.length;
      hash.update(bytes);
      await blocks.write(bytes);
    },
    digest: () => hash.copy().digest('hex'),
    finish: async (finalPath) => {
      await blocks.flush();
      await file.sync();
      await close();
      await rename(path, finalPath);
    },
    close: async () => {
      if (!isOpen) return;
      // As much as can be kept is worth having; why not all could be is known already.
      await blocks.flush().catch(() => undefined);
      await close();
    },
  };
}

async function hashOfFile(path: string, length: number): Promise<Hash> {
  const hash = createHash('sha256');
  if (length === 0) return hash;
  for await (const bytes of createReadStream(path, { end: length - 1, highWaterMark: BLOCK_BYTES })) {
    hash.update(bytes as Uint8Array);
  }
  return hash;
}
