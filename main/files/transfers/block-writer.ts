import type { FileHandle } from 'node:fs/promises';

export interface BlockWriter {
  /** Copies what it is given. Resolves when there is room for more: one block is written while the next one fills. */
  write(bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
  /** What has been given and is in no block yet. */
  readonly pending: Uint8Array;
}

export interface BlockWriterOptions {
  /** Frames are about 17 kB; a call for each costs more than the copying itself. */
  readonly blockBytes: number;
  /** Told of each block once, in order, before it is written. */
  readonly onBlock?: (block: Uint8Array) => void;
}

export function createBlockWriter(
  file: Pick<FileHandle, 'write'>,
  { blockBytes, onBlock }: BlockWriterOptions,
): BlockWriter {
  let filling: Buffer = Buffer.allocUnsafe(blockBytes);
  let spare: Buffer | undefined;
  let filled = 0;
  let writing: Promise<void> = Promise.resolve();

  async function writeAll(block: Buffer): Promise<void> {
    // A disk that is nearly full takes a part and then says why.
    for (let at = 0; at < block.length;) at += (await file.write(block, at)).bytesWritten;
  }

  async function start(): Promise<void> {
    const [whole, length] = [filling, filled];
    if (length > 0) onBlock?.(whole.subarray(0, length));
    await writing;
    // What was being written is written, so its buffer is free.
    filling = spare ?? Buffer.allocUnsafe(blockBytes);
    spare = whole;
    filled = 0;
    writing = length === 0 ? Promise.resolve() : writeAll(whole.subarray(0, length));
    // Told to whoever waits for it next.
    writing.catch(() => undefined);
  }

  return {
    get pending() {
      return filling.subarray(0, filled);
    },
    write: async (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + blockBytes - filled);
        filling.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === blockBytes) await start();
      }
    },
    flush: async () => {
      await start();
      await writing;
    },
  };
}
