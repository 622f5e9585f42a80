import { unlessCorrupt } from './bytes/corruption.ts';
import { openChunk, type Chunk } from './format/chunk.ts';
import { decodeEvent, type JfrObject } from './format/decode-value.ts';
import { HEADER_BYTES } from './format/chunk-header.ts';
import { RESERVED } from './format/event-frames.ts';
import { ChunkNames } from './intern/chunk-names.ts';
import { Names, NO_NODE } from './intern/names.ts';
import { StackReferences } from './intern/stack-references.ts';
import { StackWalker } from './intern/stack-walker.ts';
import type { ByteSource } from './source/byte-source.ts';
import { walkChunks, type FoundChunk, type WalkProblem } from './source/walk-chunks.ts';
import { collectRows } from './tables/collect-rows.ts';
import { ColumnTable } from './tables/column-table.ts';
import { TABLES } from './tables/table-definitions.ts';
import { LIMITS } from './limits.ts';

export interface ReadOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number | undefined }) => void;
  readonly signal?: AbortSignal;
}

/** What was read of a recording: counts of all events, columns of those that answers are made of. */
export interface Recording {
  readonly chunks: readonly FoundChunk[];
  /** What could not be read, where, and why. */
  readonly problems: readonly WalkProblem[];
  readonly counts: ReadonlyMap<string, number>;
  readonly tables: ReadonlyMap<string, ColumnTable>;
  readonly names: Names;
  /** The tree's node for each stack of a table, -1 where it has none. Reads from the file what was not looked at before. */
  readonly stackNodes: (event: string) => Promise<Int32Array>;
  /** Events of a type with all their fields, as they are written in the file. */
  readonly events: (type: string, limit: number) => Promise<readonly JfrObject[]>;
}

/** Reads a whole recording; never throws because of what is in it. */
export async function readRecording(source: ByteSource, { onProgress, signal }: ReadOptions = {}): Promise<Recording> {
  const names = new Names(Math.floor(Math.random() * 2 ** 31));
  const stacks = new StackReferences();
  const tables = new Map(TABLES.map((definition) => [definition.event, new ColumnTable(definition)]));
  const counts = new Map<string, number>();
  const chunks: FoundChunk[] = [];
  const problems: WalkProblem[] = [];
  const onProblem = (problem: WalkProblem): void => {
    if (problems.length < LIMITS.problems) problems.push(problem);
  };

  async function load(found: FoundChunk, report: (problem: WalkProblem) => void): Promise<Chunk | undefined> {
    const bytes = await source.read(found.offset, found.length);
    return openChunk(found.header, bytes, {
      originNanos: chunks[0]?.header.startNanos ?? found.header.startNanos,
      seed: names.seed,
      onProblem: ({ at, reason }) => {
        report({ offset: found.offset + at, reason });
      },
    });
  }

  for await (const found of walkChunks(source, 0, onProblem)) {
    signal?.throwIfAborted();
    const number = chunks.push(found) - 1;
    const chunk = await load(found, onProblem);
    if (chunk !== undefined) {
      countEvents(chunk, counts);
      const broken = collectRows(chunk, tables, new ChunkNames(chunk, number, names, stacks), names.texts);
      if (broken > 0) onProblem({ offset: found.offset, reason: `${String(broken)} events contradict their type` });
    }
    onProgress?.({ done: found.offset + found.length, total: await source.size() });
  }
  const failure = source.failure();
  if (failure !== undefined) onProblem({ offset: (await source.size()) ?? 0, reason: failure });

  async function walkPending(pending: ReadonlySet<number>): Promise<void> {
    for (const [number, found] of chunks.entries()) {
      const wanted = [...pending].filter((stack) => stacks.chunkOf(stack) === number);
      const chunk = wanted.length === 0 ? undefined : await load(found, () => undefined);
      if (chunk === undefined) continue;
      const walker = new StackWalker(chunk, names, new ChunkNames(chunk, number, names, stacks));
      for (const stack of wanted) {
        stacks.resolve(stack, unlessCorrupt(() => walker.walk(stacks.offsetOf(stack))) ?? NO_NODE);
      }
    }
  }

  return {
    chunks,
    problems,
    counts,
    tables,
    names,
    async stackNodes(event) {
      const references = tables.get(event)?.column('stack') ?? new Float64Array(0);
      await walkPending(new Set([...references].filter((stack) => stack >= 0 && stacks.isPending(stack))));
      return Int32Array.from(references, (stack) => stacks.nodeOf(stack));
    },
    async events(type, limit) {
      const events: JfrObject[] = [];
      for (const found of chunks) {
        if (events.length >= limit) break;
        const chunk = await load(found, () => undefined);
        if (chunk !== undefined) decodeEvents(chunk, type, limit, events);
      }
      return events;
    },
  };
}

function countEvents(chunk: Chunk, counts: Map<string, number>): void {
  for (const [type, { count }] of chunk.frames.tallies) {
    const name = typeName(chunk, type);
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
}

function typeName(chunk: Chunk, type: number): string {
  if (type === RESERVED.metadata) return 'jdk.Metadata';
  if (type === RESERVED.checkpoint) return 'jdk.CheckPoint';
  return chunk.schema.types.get(type)?.name ?? `type ${String(type)}`;
}

function decodeEvents(chunk: Chunk, name: string, limit: number, events: JfrObject[]): void {
  const type = chunk.schema.typesByName.get(name);
  const layout = type === undefined ? undefined : chunk.layouts.get(type.id);
  if (layout === undefined) return;
  const { cursor, frames } = chunk;
  let start = HEADER_BYTES;
  while (start < frames.end && events.length < limit) {
    cursor.at = start;
    const next = start + cursor.long();
    if (cursor.long() === layout.type.id) {
      const event = unlessCorrupt(() => decodeEvent(chunk, start, layout));
      if (event !== undefined) events.push(event);
    }
    start = next;
  }
}
