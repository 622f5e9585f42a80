import { unlessCorrupt } from './bytes/corruption.ts';
import { openChunk, type Chunk } from './format/chunk.ts';
import { ChunkTypesReader } from './format/chunk-types.ts';
import type { JfrObject } from './format/decode-value.ts';
import { FURTHER_TYPES, RESERVED, type EventTally } from './format/event-frames.ts';
import type { Layout } from './format/layout.ts';
import { ChunkNames } from './intern/chunk-names.ts';
import { Names } from './intern/names.ts';
import { StackReferences } from './intern/stack-references.ts';
import { NO_NODE } from './intern/stack-tree.ts';
import { StackWalker } from './intern/stack-walker.ts';
import type { ByteSource } from './source/byte-source.ts';
import { ChunkMemory } from './reader/chunk-memory.ts';
import { filledMemory, readAhead } from './reader/read-ahead.ts';
import { RecordingMemory } from './reader/recording-memory.ts';
import { walkChunks, type FoundChunk, type WalkProblem } from './source/walk-chunks.ts';
import { collectRows } from './tables/collect-rows.ts';
import { ColumnTable } from './tables/column-table.ts';
import { TABLES } from './tables/table-definitions.ts';
import { Facts } from './fact-events.ts';
import { LIMITS } from './limits.ts';

export interface ReadProgress {
  /** Filled further as reading goes on. */
  readonly recording: Recording;
  readonly done: number;
  /** Unknown of a stream. */
  readonly total: number | undefined;
}

export interface ReadOptions {
  /** Of a file, when its chunks are known and nothing has been read of them; reading goes on when this has been told. */
  readonly onFound?: (recording: Recording) => Promise<void>;
  /** After each chunk. */
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly signal?: AbortSignal;
}

/** What was read of a recording: counts of all events, columns of those that answers are made of. */
export interface Recording {
  readonly source: ByteSource;
  readonly chunks: readonly FoundChunk[];
  /** What could not be read, where, and why. */
  readonly problems: readonly WalkProblem[];
  readonly problemsOmitted: number;
  readonly complete: boolean;
  /** By name of the type. */
  readonly tallies: ReadonlyMap<string, EventTally>;
  readonly events: number;
  /** How the first events of each name were written; another chunk may have more fields. */
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly sizeBytes: number;
  /** The first chunk's start; times are nanoseconds since then. */
  readonly originNanos: bigint;
  /** Where the last chunk ends. */
  readonly endNanos: number;
  readonly tables: ReadonlyMap<string, ColumnTable>;
  /** Where tables and stacks lie, and are added up. */
  readonly memory: RecordingMemory;
  readonly names: Names;
  readonly facts: ReadonlyMap<string, readonly JfrObject[]>;
  /** The tree's node for each stack of a table, -1 where it has none. Reads from the file what was not looked at before. */
  readonly stackNodes: (event: string) => Promise<Int32Array>;
  /** Reads a chunk again; nothing where its types cannot be read. */
  readonly load: (number: number) => Promise<Chunk | undefined>;
}

/** Events whose stacks nearly everybody wants: their frames are read while the chunk is in memory. */
const EAGER_STACKS: readonly string[] = ['jdk.ExecutionSample', 'jdk.CPUTimeSample'];

/** What is larger takes long enough for somebody to look at what the first chunk says of its JVM meanwhile. */
const LONG_BYTES = 256 * 1024 ** 2;

/** Reads a whole recording; never throws because of what is in it. */
export async function readRecording(
  source: ByteSource,
  { onFound, onProgress, signal }: ReadOptions = {},
): Promise<Recording> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const memory = new RecordingMemory(seed);
  const names = new Names(seed, memory);
  const stacks = new StackReferences();
  const tables = new Map(TABLES.map((definition) => [definition.event, new ColumnTable(definition, memory)]));
  const tallies = new Map<string, EventTally>();
  const facts = new Facts();
  const types = new ChunkTypesReader(memory);
  const layouts = new Map<string, Layout>();
  const chunks: FoundChunk[] = [];
  const problems: WalkProblem[] = [];
  const recording = {
    source,
    chunks,
    problems,
    problemsOmitted: 0,
    complete: false,
    tallies,
    events: 0,
    layouts,
    sizeBytes: (await source.size()) ?? 0,
    originNanos: 0n,
    endNanos: 0,
    tables,
    memory,
    names,
    facts: facts.known,
    stackNodes,
    load,
  };
  const onProblem = (problem: WalkProblem): void => {
    if (problems.length < LIMITS.problems) problems.push(problem);
    else recording.problemsOmitted += 1;
  };

  function open(found: FoundChunk, memory: ChunkMemory, report: (problem: WalkProblem) => void): Chunk | undefined {
    return openChunk(found.header, memory, {
      originNanos: recording.originNanos,
      seed: names.seed,
      types,
      onProblem: ({ at, reason }) => {
        report({ offset: found.offset + at, reason });
      },
    });
  }

  /** In a memory of its own: others may look at it while more is read. */
  async function load(number: number): Promise<Chunk | undefined> {
    const found = chunks[number];
    const memory = found === undefined ? undefined : await filledMemory(source, found);
    return found === undefined || memory === undefined ? undefined : open(found, memory, () => undefined);
  }

  function enter(found: FoundChunk): number {
    if (chunks.length === 0) recording.originNanos = found.header.startNanos;
    const { startNanos, durationNanos } = found.header;
    recording.endNanos = Math.max(recording.endNanos, Number(startNanos - recording.originNanos) + durationNanos);
    return chunks.push(found) - 1;
  }

  async function readChunk(number: number, memory: ChunkMemory | undefined): Promise<void> {
    signal?.throwIfAborted();
    const found = chunks[number];
    if (found === undefined) return;
    const { offset, length } = found;
    if (memory === undefined)
      onProblem({ offset, reason: `there is no memory for a chunk of ${String(length)} bytes` });
    const chunk = memory === undefined ? undefined : open(found, memory, onProblem);
    if (chunk !== undefined) {
      countEvents(chunk);
      const chunkNames = new ChunkNames(chunk, number, names, stacks);
      const before = new Map(EAGER_STACKS.map((event) => [event, tables.get(event)?.size ?? 0]));
      const broken = collectRows(chunk, { tables, names: chunkNames, texts: names.texts, seed: names.seed });
      if (broken > 0) onProblem({ offset, reason: `${String(broken)} events contradict their type` });
      // Of a stream nobody knows which chunk is the last.
      const isLast = number === chunks.length - 1;
      if (isLast || (number === 0 && recording.sizeBytes > LONG_BYTES)) facts.decode(chunk);
      else facts.pass(chunk, number);
      const walker = new StackWalker(chunk, names, chunkNames);
      for (const [event, size] of before) walkStacks(walker, tables.get(event)?.column('stack', size) ?? []);
    }
    onProgress?.({ recording, done: offset + length, total: await source.size() });
  }

  function countEvents(chunk: Chunk): void {
    for (const [type, { count, bytes }] of chunk.frames.tallies) {
      const name = typeName(chunk, type);
      const known = tallies.get(name);
      tallies.set(name, { count: (known?.count ?? 0) + count, bytes: (known?.bytes ?? 0) + bytes });
      recording.events += count;
      const layout = chunk.layouts.get(type);
      if (layout !== undefined && !layouts.has(name)) layouts.set(name, layout);
    }
  }

  function walkStacks(walker: StackWalker, references: Iterable<number>): void {
    for (const stack of references) {
      if (stack < 0 || !stacks.isPending(stack)) continue;
      stacks.resolve(stack, unlessCorrupt(() => walker.walk(stacks.offsetOf(stack))) ?? NO_NODE);
    }
  }

  async function stackNodes(event: string): Promise<Int32Array> {
    const references = tables.get(event)?.column('stack') ?? new Int32Array(0);
    const pending = new Map<number, number[]>();
    const seen = new Set<number>();
    for (const stack of references) {
      if (stack < 0 || !stacks.isPending(stack) || seen.has(stack)) continue;
      seen.add(stack);
      const number = stacks.chunkOf(stack);
      const known = pending.get(number);
      if (known === undefined) pending.set(number, [stack]);
      else known.push(stack);
    }
    for (const [number, wanted] of pending) {
      const chunk = await recording.load(number);
      if (chunk === undefined) continue;
      walkStacks(new StackWalker(chunk, names, new ChunkNames(chunk, number, names, stacks)), wanted);
    }
    return stacks.nodesOf(references);
  }

  // Headers of a file are all found at once; a stream has to be read to find the next.
  const walk = walkChunks(source, 0, onProblem);
  if (source.repeatable && recording.sizeBytes > 0) {
    let memories: ReturnType<typeof readAhead> | undefined;
    for await (const found of walk) {
      enter(found);
      memories ??= readAhead(source, chunks);
    }
    await onFound?.(recording);
    const [first] = chunks;
    if (first !== undefined) await types.foresee(source, first);
    let number = 0;
    for await (const memory of memories ?? []) {
      await readChunk(number, memory);
      number += 1;
    }
  } else {
    const memory = new ChunkMemory();
    for await (const found of walk) await readChunk(enter(found), await filledMemory(source, found, memory));
  }
  recording.sizeBytes = (await source.size()) ?? recording.sizeBytes;
  const failure = source.failure();
  if (failure !== undefined) onProblem({ offset: recording.sizeBytes, reason: failure });
  await facts.catchUp(load);
  recording.complete = true;
  return recording;
}

function typeName(chunk: Chunk, type: number): string {
  if (type === RESERVED.metadata) return 'jdk.Metadata';
  if (type === RESERVED.checkpoint) return 'jdk.CheckPoint';
  if (type === FURTHER_TYPES) return 'further types';
  return chunk.schema.types.get(type)?.name ?? (type < 0 ? 'type with a number of 64 bits' : `type ${String(type)}`);
}
