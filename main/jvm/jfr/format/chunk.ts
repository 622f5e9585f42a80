import { Corruption } from '../bytes/corruption.ts';
import { Cursor } from '../bytes/cursor.ts';
import { WideKeys } from '../bytes/wide-keys.ts';
import type { ChunkMemory } from '../reader/chunk-memory.ts';
import { chunkClock, type ChunkClock } from './chunk-clock.ts';
import type { ChunkHeader } from './chunk-header.ts';
import { indexPools, type ConstantPools } from './constant-pools.ts';
import { frameEvents, type EventFrames } from './event-frames.ts';
import type { ChunkTypes, ChunkTypesReader } from './chunk-types.ts';
import type { Layout } from './layout.ts';
import type { Schema } from './schema.ts';

/** A chunk in memory, with what is needed to read its events. */
export interface Chunk {
  readonly header: ChunkHeader;
  readonly memory: ChunkMemory;
  readonly bytes: Uint8Array;
  readonly frames: EventFrames;
  readonly schema: Schema;
  readonly layouts: ReadonlyMap<number, Layout>;
  readonly pools: ConstantPools;
  readonly clock: ChunkClock;
  readonly cursor: Cursor;
}

export interface ChunkProblem {
  /** From the chunk's start. */
  readonly at: number;
  readonly reason: string;
}

export interface ChunkContext {
  readonly originNanos: bigint;
  readonly seed: number;
  readonly types: ChunkTypesReader;
  readonly onProblem: (problem: ChunkProblem) => void;
}

/**
 * Reads the types of the chunk that lies in the memory, and indexes its pools. Nothing is read, and said to be lost, where no
 * types are found.
 */
export function openChunk(header: ChunkHeader, memory: ChunkMemory, context: ChunkContext): Chunk | undefined {
  const keys = new WideKeys();
  const frames = frameEvents(memory, keys);
  const { onProblem, seed } = context;
  if (frames.broken !== undefined) onProblem({ at: frames.end, reason: frames.broken });
  const types = newestTypes(header, frames, new Cursor(memory.bytes, keys), { ...context, keys });
  if (types === undefined) return undefined;
  const { schema, layouts, descriptions } = types;
  const { checkpoints } = frames;
  const described = { descriptions, types: schema.types };
  const pools = indexPools(memory, described, { checkpoints, keys, seed, onProblem });
  const { bytes } = memory;
  const clock = chunkClock(header, context.originNanos);
  return { header, memory, bytes, frames, schema, layouts, pools, clock, cursor: new Cursor(bytes, keys) };
}

/** A chunk that was written for long has several metadata events; each describes all that the ones before did. */
function newestTypes(
  header: ChunkHeader,
  frames: EventFrames,
  cursor: Cursor,
  { types, keys, onProblem }: ChunkContext & { readonly keys: WideKeys },
): ChunkTypes | undefined {
  const newestFirst = frames.metadata.toReversed();
  const named = newestFirst.filter((at) => at === header.metadataAt);
  for (const at of [...named, ...newestFirst.filter((each) => each !== header.metadataAt)]) {
    const read = attempt(at, onProblem, () => {
      cursor.enterEvent(at);
      return types.read(cursor, keys);
    });
    if (read !== undefined) return read;
  }
  onProblem({ at: 0, reason: 'the chunk has no readable description of its events' });
  return undefined;
}

function attempt<Result>(at: number, onProblem: ChunkContext['onProblem'], read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    // A RangeError is what the depth or size of a crafted structure ends in, where no limit of ours came first.
    if (!(error instanceof Corruption || error instanceof RangeError)) throw error;
    onProblem({ at, reason: error.message });
    return undefined;
  }
}
