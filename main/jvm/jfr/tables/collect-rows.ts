import { unlessCorrupt } from '../bytes/corruption.ts';
import { readText } from '../bytes/encoded-text.ts';
import type { Chunk } from '../format/chunk.ts';
import { isReserved } from '../format/event-frames.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import type { InternedText } from '../intern/interned-text.ts';
import type { ColumnTable } from './column-table.ts';
import { planRows, type PooledField } from './row-plan.ts';
import { writeSteps } from './written-steps.ts';

export interface CollectOptions {
  readonly tables: ReadonlyMap<string, ColumnTable>;
  readonly names: ChunkNames;
  readonly texts: InternedText;
  readonly seed: number;
  /** How many times as much as this chunk is still to come, itself included. */
  readonly outlook: number;
}

/** Events that are gone over in one call: what is called often is soon compiled well. */
const EVENTS_AT_ONCE = 16_384;
/** What the module reads at a time. */
const BATCH = 1024;

/** Adds a row for each of the chunk's events that has a table. Gives how many events contradicted their own type. */
export function collectRows(chunk: Chunk, options: CollectOptions): number {
  const { memory, clock, frames } = chunk;
  const { module, questions } = memory;
  const ticks = BigInt.asUintN(64, clock.startTicks);
  module.forget_texts(options.seed);
  module.start_rows(Number(ticks & 0xffff_ffffn), Number(ticks >> 32n), clock.nanosPerTick, clock.baseNanos);
  const { readings, pooled } = startReadings(chunk, options);
  let broken = 0;
  questions.resolve = resolver(options.names, pooled);
  questions.intern = interner(chunk, options.texts);
  questions.takeRows = (table, rows, left) => {
    broken += left;
    const reading = readings[table];
    if (reading !== undefined) takeRows(reading, rows);
  };
  while (module.read_rows(EVENTS_AT_ONCE, frames.end) !== 0);
  return broken;
}

interface Reading {
  readonly table: ColumnTable;
  /** What the module has read, by column; nothing for those that the event has no field for. */
  readonly columns: readonly (Float64Array | Int32Array | undefined)[];
}

interface Readings {
  /** By the number that the module has for a table. */
  readonly readings: readonly Reading[];
  /** What keys stand for, by the number that the module has for it. */
  readonly pooled: readonly PooledField[];
}

function startReadings(chunk: Chunk, { tables, outlook }: CollectOptions): Readings {
  const { memory, schema, frames, layouts } = chunk;
  const readings: Reading[] = [];
  const pooled: PooledField[] = [];
  const written = writeSteps(chunk, pooled);
  for (const table of tables.values()) {
    const { event, columns } = table.definition;
    const layout = layouts.get(schema.typesByName.get(event)?.id ?? -1);
    if (layout === undefined || isReserved(layout.type.id)) continue;
    const slot = frames.slotOf(layout.type.id);
    const { count, bytes } = frames.tallies.get(layout.type.id) ?? { count: 0, bytes: 0 };
    if (slot === undefined || count === 0) continue;
    // A type that cannot be understood has no rows; its events are counted all the same.
    const plan = unlessCorrupt(() => planRows(chunk, layout, table.definition));
    const span = plan === undefined ? undefined : written.add(plan.steps);
    if (plan === undefined || span === undefined) continue;
    // Events that are too short for their fields are no rows, whatever their number.
    const rows = Math.min(count, Math.ceil(bytes / (2 + plan.steps.length)));
    table.reserve(rows, table.size + rows * outlook);
    const number = readings.length;
    const floats = table.interned.reduce((bits, interned, column) => (interned ? bits : bits | (1 << column)), 0);
    memory.module.fill_table(number, slot, span.first, span.count, columns.length, floats);
    readings.push({
      table,
      columns: table.interned.map((interned, column) => {
        if (plan.absent.includes(column)) return undefined;
        const address = memory.module.column_address(number, column);
        return interned ? memory.integersAt(address, BATCH) : memory.doublesAt(address, BATCH);
      }),
    });
  }
  return { readings, pooled };
}

function takeRows({ table, columns }: Reading, rows: number): void {
  columns.forEach((column, index) => {
    if (column === undefined) table.setAbsent(index, rows);
    else table.setRows(index, rows === BATCH ? column : column.subarray(0, rows));
  });
  table.setSize(table.size + rows);
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
