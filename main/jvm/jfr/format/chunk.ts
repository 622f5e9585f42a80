import { Corruption } from '../bytes/corruption.ts';
import { Cursor } from '../bytes/cursor.ts';
import { chunkClock, type ChunkClock } from './chunk-clock.ts';
import type { ChunkHeader } from './chunk-header.ts';
import { ConstantPools } from './constant-pools.ts';
import { frameEvents, RESERVED, type EventFrames, type FrameArrays } from './event-frames.ts';
import type { ChunkTypes, ChunkTypesReader } from './chunk-types.ts';
import type { Layout } from './layout.ts';
import type { Schema } from './schema.ts';

/** A chunk in memory, with what is needed to read its events. */
export interface Chunk {
  readonly header: ChunkHeader;
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
  /** Given where no chunk is looked at any more once the next one is read. */
  readonly arrays?: FrameArrays | undefined;
}

/** Reads a chunk's types and indexes its pools. Nothing is read, and said to be lost, where no types are found. */
export function openChunk(header: ChunkHeader, bytes: Uint8Array, context: ChunkContext): Chunk | undefined {
  const cursor = new Cursor(bytes);
  const frames = frameEvents(cursor, context.arrays);
  const { onProblem } = context;
  if (frames.broken !== undefined) onProblem({ at: frames.end, reason: frames.broken });
  const types = newestTypes(header, frames, cursor, context);
  if (types === undefined) return undefined;
  const { schema, layouts } = types;
  const pools = new ConstantPools(layouts, context.seed);
  for (const at of frames.placesOf(RESERVED.checkpoint)) {
    attempt(at, onProblem, () => {
      enterEvent(cursor, at);
      pools.add(cursor);
    });
  }
  return { header, bytes, frames, schema, layouts, pools, clock: chunkClock(header, context.originNanos), cursor };
}

/** Puts the cursor behind size and type of the event, and its end where the event ends. */
export function enterEvent(cursor: Cursor, at: number): void {
  cursor.at = at;
  cursor.end = at + cursor.long();
  cursor.skipLongs(1);
}

/** A chunk that was written for long has several metadata events; each describes all that the ones before did. */
function newestTypes(
  header: ChunkHeader,
  frames: EventFrames,
  cursor: Cursor,
  { types, onProblem }: ChunkContext,
): ChunkTypes | undefined {
  const newestFirst = [...frames.placesOf(RESERVED.metadata)].reverse();
  const named = newestFirst.filter((at) => at === header.metadataAt);
  for (const at of [...named, ...newestFirst.filter((each) => each !== header.metadataAt)]) {
    const read = attempt(at, onProblem, () => {
      enterEvent(cursor, at);
      return types.read(cursor);
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
