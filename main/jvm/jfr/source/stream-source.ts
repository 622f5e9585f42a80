import { LIMITS } from '../limits.ts';
import type { ByteSource } from './byte-source.ts';

export interface StreamOptions {
  /** Whether `open` gives the same bytes each time it is called. */
  readonly repeatable: boolean;
}

/**
 * Reads a stream as if it were a file, by a window: what lies before the offset last asked for is let go. A chunk is read as
 * a whole and chunks come one after the other, so the window is as large as a chunk.
 */
export function streamSource(
  open: () => AsyncIterable<Uint8Array>,
  { repeatable }: StreamOptions = { repeatable: false },
): ByteSource {
  let iterator: AsyncIterator<Uint8Array> | undefined = open()[Symbol.asyncIterator]();
  let parts: Uint8Array[] = [];
  let start = 0;
  let end = 0;
  let failure: string | undefined;

  async function restart(): Promise<void> {
    await iterator?.return?.();
    iterator = open()[Symbol.asyncIterator]();
    [parts, start, end] = [[], 0, 0];
  }

  async function pull(until: number): Promise<void> {
    while (iterator !== undefined && end < until) {
      try {
        const next = await iterator.next();
        if (next.done === true) {
          iterator = undefined;
        } else {
          parts.push(next.value);
          end += next.value.length;
        }
      } catch (error) {
        // What came before is worth reading: a broken download is the usual reason.
        failure = error instanceof Error ? error.message : String(error);
        iterator = undefined;
      }
      if (end > LIMITS.unpackedBytes) {
        failure = `it unpacks to more than ${String(LIMITS.unpackedBytes)} bytes`;
        iterator = undefined;
      }
      // What nobody asked for is not kept, though it had to be read.
      if (end <= start) parts = [];
    }
  }

  function dropBefore(offset: number): void {
    let first = parts[0];
    while (first !== undefined && start + first.length <= offset) {
      parts.shift();
      start += first.length;
      first = parts[0];
    }
  }

  return {
    size: () => Promise.resolve(iterator === undefined ? end : undefined),
    async read(offset, length) {
      if (offset < start) {
        if (!repeatable) throw new Error('A stream can be read once only.');
        await restart();
      }
      while (end <= offset && iterator !== undefined) {
        await pull(end + 1);
        dropBefore(offset);
      }
      dropBefore(offset);
      await pull(offset + length);
      if (end <= offset) return new Uint8Array(0);
      // Joined once: the next reads of this window find one part.
      if (parts.length > 1) parts = [Buffer.concat(parts)];
      return (parts[0] ?? new Uint8Array(0)).subarray(offset - start, offset - start + length);
    },
    repeatable,
    failure: () => failure,
    async close() {
      await iterator?.return?.();
      iterator = undefined;
      parts = [];
    },
  };
}
