import type { FileHandle } from 'node:fs/promises';

import { wereWritten } from './written-buffers.ts';

export interface BlockWriter {
  /** Keeps what it is given until it is written. Resolves when there is room for more: one block is written while the next one gathers. */
  write(bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
}

/** Chunks are about 17 kB; a call for each costs more than the writing, and so would copying them together. */
export function createBlockWriter(file: Pick<FileHandle, 'writev'>, blockBytes: number): BlockWriter {
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  let writing: Promise<void> = Promise.resolve();

  async function start(): Promise<void> {
    const block = gathered;
    gathered = [];
    gatheredBytes = 0;
    await writing;
    writing = writeAll(file, block);
    // Told to whoever waits for it next.
    writing.catch(() => undefined);
  }

  return {
    write: async (bytes) => {
      gathered.push(bytes);
      gatheredBytes += bytes.length;
      if (gatheredBytes >= blockBytes) await start();
    },
    flush: async () => {
      await start();
      await writing;
    },
  };
}

/** A disk that is nearly full takes a part and then says why. */
async function writeAll(file: Pick<FileHandle, 'writev'>, block: readonly Uint8Array[]): Promise<void> {
  let rest = block.filter((chunk) => chunk.length > 0);
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest);
    rest = after(rest, bytesWritten);
    wereWritten(bytesWritten);
  }
}

function after(chunks: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let at = 0;
  let left = bytes;
  for (let chunk = chunks[at]; chunk !== undefined && left >= chunk.length; chunk = chunks[at]) {
    left -= chunk.length;
    at += 1;
  }
  const [cut, ...whole] = chunks.slice(at);
  return cut === undefined ? [] : [cut.subarray(left), ...whole];
}
