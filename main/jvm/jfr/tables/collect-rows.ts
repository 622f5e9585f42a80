import { unlessCorrupt } from '../bytes/corruption.ts';
import { readText } from '../bytes/encoded-text.ts';
import type { Chunk } from '../format/chunk.ts';
import { isReserved } from '../format/event-frames.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import type { InternedText } from '../intern/interned-text.ts';
import type { ChunkMemory } from '../reader/chunk-memory.ts';
import type { ColumnTable } from './column-table.ts';
import { planRows, type PooledField } from './row-plan.ts';
import { writeSteps } from './written-steps.ts';

export interface CollectOptions {
  readonly tables: ReadonlyMap<string, ColumnTable>;
  readonly names: ChunkNames;
  readonly texts: InternedText;
  readonly seed: number;
}

/** Events that are gone over in one call: what is called often is soon compiled well. */
const EVENTS_AT_ONCE = 16_384;

/** Adds a row for each of the chunk's events that has a table. Gives how many events contradicted their own type. */
export function collectRows(chunk: Chunk, options: CollectOptions): number {
  const { memory, clock } = chunk;
  const { module, questions } = memory;
  const ticks = BigInt.asUintN(64, clock.startTicks);
  module.forget_texts(options.seed);
  module.start_rows(Number(ticks & 0xffff_ffffn), Number(ticks >> 32n), clock.nanosPerTick, clock.baseNanos);
  const { tables, pooled } = startReadings(chunk, options);
  let broken = 0;
  questions.resolve = resolver(options.names, pooled);
  questions.intern = interner(chunk, options.texts);
  questions.takeRows = (table, rows, left) => {
    broken += left;
    const filled = tables[table];
    if (filled !== undefined && rows > 0) takeRows(memory, filled, rows);
  };
  while (module.read_rows(EVENTS_AT_ONCE) !== 0);
  return broken;
}

interface Readings {
  /** By the number that the module has for a table. */
  readonly tables: readonly ColumnTable[];
  /** What keys stand for, by the number that the module has for it. */
  readonly pooled: readonly PooledField[];
}

function startReadings(chunk: Chunk, { tables }: CollectOptions): Readings {
  const { memory, schema, frames, layouts } = chunk;
  const filled: ColumnTable[] = [];
  const pooled: PooledField[] = [];
  const written = writeSteps(chunk, pooled);
  for (const table of tables.values()) {
    const { event, columns } = table.definition;
    const layout = layouts.get(schema.typesByName.get(event)?.id ?? -1);
    if (layout === undefined || isReserved(layout.type.id)) continue;
    const slot = frames.slotOf(layout.type.id);
    const { count } = frames.tallies.get(layout.type.id) ?? { count: 0 };
    if (slot === undefined || count === 0) continue;
    // A type that cannot be understood has no rows; its events are counted all the same.
    const steps = unlessCorrupt(() => planRows(chunk, layout, table.definition));
    const span = steps === undefined ? undefined : written.add(steps);
    if (span === undefined) continue;
    memory.module.fill_table(filled.length, slot, span.first, span.count, columns.length, count);
    filled.push(table);
  }
  return { tables: filled, pooled };
}

function takeRows(memory: ChunkMemory, table: ColumnTable, count: number): void {
  const { module } = memory;
  const starts = memory.integersAt(module.packed_starts_address(), table.definition.columns.length + 1).slice();
  const packed = memory.bytesAt(module.packed_address(), starts.at(-1) ?? 0);
  table.add(count, packed, starts);
}

function resolver(names: ChunkNames, pooled: readonly PooledField[]): (index: number, at: number) => number {
  return (index, at) => {
    const field = pooled[index];
    if (field === undefined) return -1;
    return unlessCorrupt(() => names.decode(field.kind, field.typeId, at)) ?? field.missing;
  };
}

function interner({ cursor }: Chunk, texts: InternedText): (at: number, length: number) => number {
  return (at, length) => {
    cursor.at = at;
    cursor.end = at + length;
    return unlessCorrupt(() => texts.intern(readText(cursor, () => undefined) ?? '')) ?? -1;
  };
}
