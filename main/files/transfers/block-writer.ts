import type { FileHandle } from 'node:fs/promises';

/** Frames are about 17 kB; a call for each costs more than the copying itself. */
const BLOCK_BYTES = 1024 * 1024;

export interface BlockWriter {
  /** Resolves when there is room for more: one block is written while the next one fills. */
  write(bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
}

export function createBlockWriter(file: Pick<FileHandle, 'writev'>): BlockWriter {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let writing: Promise<void> = Promise.resolve();

  async function writeAll(block: readonly Uint8Array[], length: number): Promise<void> {
    const { bytesWritten } = await file.writev([...block]);
    if (bytesWritten === length) return;
    // A disk that is nearly full takes a part and then says why.
    const rest = Buffer.concat(block).subarray(bytesWritten);
    await writeAll([rest], rest.length);
  }

  async function start(): Promise<void> {
    const [block, length] = [chunks, size];
    chunks = [];
    size = 0;
    await writing;
    writing = length === 0 ? Promise.resolve() : writeAll(block, length);
    // Told to whoever waits for it next.
    writing.catch(() => undefined);
  }

  return {
    write: async (bytes) => {
      chunks.push(bytes);
      size += bytes.length;
      if (size >= BLOCK_BYTES) await start();
    },
    flush: async () => {
      await start();
      await writing;
    },
  };
}
