import { Corruption } from '../bytes/corruption.ts';
import { Cursor } from '../bytes/cursor.ts';
import { chunkClock, type ChunkClock } from './chunk-clock.ts';
import type { ChunkHeader } from './chunk-header.ts';
import { ConstantPools } from './constant-pools.ts';
import { frameEvents, RESERVED, type EventFrames } from './event-frames.ts';
import { layoutsOf, type Layout } from './layout.ts';
import { readMetadataTree } from './metadata-tree.ts';
import { readSchema, type Schema } from './schema.ts';

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
  readonly onProblem: (problem: ChunkProblem) => void;
}

/** Reads a chunk's types and indexes its pools. Nothing is read, and said to be lost, where no types are found. */
export function openChunk(header: ChunkHeader, bytes: Uint8Array, context: ChunkContext): Chunk | undefined {
  const cursor = new Cursor(bytes);
  const frames = frameEvents(cursor);
  const { onProblem } = context;
  if (frames.broken !== undefined) onProblem({ at: frames.end, reason: frames.broken });
  const schema = newestSchema(header, frames, cursor, onProblem);
  if (schema === undefined) return undefined;
  const layouts = layoutsOf(schema);
  const pools = new ConstantPools(layouts, context.seed);
  for (const at of placesOf(frames, RESERVED.checkpoint)) {
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
function newestSchema(
  header: ChunkHeader,
  frames: EventFrames,
  cursor: Cursor,
  onProblem: ChunkContext['onProblem'],
): Schema | undefined {
  const newestFirst = placesOf(frames, RESERVED.metadata).reverse();
  const named = newestFirst.filter((at) => at === header.metadataAt);
  for (const at of [...named, ...newestFirst.filter((each) => each !== header.metadataAt)]) {
    const schema = attempt(at, onProblem, () => {
      enterEvent(cursor, at);
      return readSchema(readMetadataTree(cursor));
    });
    if (schema !== undefined) return schema;
  }
  onProblem({ at: 0, reason: 'the chunk has no readable description of its events' });
  return undefined;
}

/** Where the events of a type begin. */
export function placesOf({ starts, ofType }: EventFrames, type: number): number[] {
  return ofType(type).map((event) => starts[event] ?? 0);
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
