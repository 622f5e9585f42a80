import { LIMITS } from '../limits.ts';
import type { ByteSource } from '../source/byte-source.ts';
import type { FoundChunk } from '../source/walk-chunks.ts';
import { ChunkMemory } from './chunk-memory.ts';

/** A chunk's memory, filled; undefined where there is not enough of it. */
export async function filledMemory(
  source: ByteSource,
  { offset, length }: FoundChunk,
  memory = new ChunkMemory(),
): Promise<ChunkMemory | undefined> {
  const isFilled = await memory.fill((room) => source.read(offset, length, room));
  return isFilled ? memory : undefined;
}

/** Memories that a recording has been read with, for the next one: making one costs as much as reading a small chunk. */
const spare: ChunkMemory[] = [];
const MOST_SPARE = 2;

/**
 * The memories of all chunks, one after the other: while one is gone through, the next is filled, unless they are so large that
 * two of them would be too much. The first is begun at once. Each is good until the one after the next is asked for.
 */
export function readAhead(source: ByteSource, chunks: readonly FoundChunk[]): AsyncIterable<ChunkMemory | undefined> {
  const memories: ChunkMemory[] = [];
  const begin = (number: number): Promise<ChunkMemory | undefined> | undefined => {
    const found = chunks[number];
    if (found === undefined) return undefined;
    const memory = (memories[number % 2] ??= spare.pop() ?? new ChunkMemory());
    const filling = filledMemory(source, found, memory);
    // Asked for below; where reading is given up before, nobody is interested in how it ended.
    filling.catch(() => undefined);
    return filling;
  };
  async function* follow(first: Promise<ChunkMemory | undefined> | undefined): AsyncGenerator<ChunkMemory | undefined> {
    let coming = first;
    for (let number = 0; number < chunks.length; number += 1) {
      const memory = await (coming ?? begin(number));
      const isSmall = (chunks[number + 1]?.length ?? 0) <= LIMITS.readAheadBytes;
      coming = isSmall ? begin(number + 1) : undefined;
      yield memory;
    }
    for (const memory of memories) if (memory.isSmall && spare.length < MOST_SPARE) spare.push(memory);
  }
  return follow(begin(0));
}
