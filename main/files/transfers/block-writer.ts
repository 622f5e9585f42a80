import { wereReleased } from '../../streams/index.ts';

/** A file that is only appended to. */
export interface BlockFile {
  write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }>;
}

export interface BlockWriter {
  /** Copies what it is given. Resolves when there is room for more: one block is written while the next one gathers. */
  write(bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
}

/**
 * Chunks are about 16 KiB: a call for each costs more than the writing. They are put together in two blocks that are used in
 * turns, while they still are in the processor's cache: handed to the system as they are, each would come from memory that is cold.
 */
export function createBlockWriter(file: BlockFile, blockBytes: number): BlockWriter {
  let gathering: Uint8Array = Buffer.allocUnsafeSlow(blockBytes);
  let spare: Uint8Array = Buffer.allocUnsafeSlow(blockBytes);
  let gatheredBytes = 0;
  let writing: Promise<void> = Promise.resolve();

  async function start(): Promise<void> {
    await writing;
    const block = gathering;
    const length = gatheredBytes;
    [gathering, spare] = [spare, gathering];
    gatheredBytes = 0;
    writing = writeAll(file, block.subarray(0, length));
    // Told to whoever waits for it next.
    writing.catch(() => undefined);
  }

  return {
    write: async (bytes) => {
      for (let rest = bytes; rest.length > 0;) {
        const part = rest.subarray(0, blockBytes - gatheredBytes);
        gathering.set(part, gatheredBytes);
        gatheredBytes += part.length;
        rest = rest.subarray(part.length);
        if (gatheredBytes === blockBytes) await start();
      }
    },
    flush: async () => {
      await start();
      await writing;
    },
  };
}

/** A disk that is nearly full takes a part and then says why. */
async function writeAll(file: BlockFile, block: Uint8Array): Promise<void> {
  for (let rest = block; rest.length > 0;) {
    const { bytesWritten } = await file.write(rest);
    rest = rest.subarray(bytesWritten);
    wereReleased(bytesWritten);
  }
}
