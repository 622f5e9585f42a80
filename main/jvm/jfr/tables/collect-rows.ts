import { unlessCorrupt } from '../bytes/corruption.ts';
import type { Chunk } from '../format/chunk.ts';
import { isReserved } from '../format/event-frames.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import type { InternedText } from '../intern/interned-text.ts';
import type { ColumnTable } from './column-table.ts';
import {
  Batch,
  BATCH_EVENTS,
  readIntegers,
  readKeys,
  readLongs,
  readRaw,
  readTexts,
  readTimes,
  skipBytes,
  skipFields,
  skipLongs,
  skipTexts,
} from './read-columns.ts';
import { planRows, type RowPlan, type RowStep } from './row-plan.ts';
import { TextReader } from './text-reader.ts';

export interface CollectOptions {
  readonly tables: ReadonlyMap<string, ColumnTable>;
  readonly names: ChunkNames;
  readonly texts: InternedText;
  /** How many times as much as this chunk is still to come, itself included. */
  readonly outlook: number;
}

/**
 * Adds a row for each of the chunk's events that has a table. Gives how many events contradicted their own type.
 *
 * The chunk is gone through from its beginning to its end, and a batch is read as soon as it is full: events of one type lie
 * close together, and are still in the processor's cache.
 */
export function collectRows(chunk: Chunk, options: CollectOptions): number {
  const readings = startReadings(chunk, options);
  let broken = 0;
  for (let event = 0; event < chunk.frames.slots.length; event += EVENTS_AT_ONCE) {
    broken += collectSome(chunk, readings, event);
  }
  for (const reading of readings) if (reading !== undefined) broken += addRows(reading);
  return broken;
}

/** A loop that is called often is compiled once, one that goes on and on again and again. */
const EVENTS_AT_ONCE = 4096;

function collectSome({ frames }: Chunk, readings: readonly (Reading | undefined)[], from: number): number {
  const { starts, slots } = frames;
  const to = Math.min(from + EVENTS_AT_ONCE, slots.length);
  let broken = 0;
  for (let event = from; event < to; event += 1) {
    const reading = readings[slots[event] ?? 0];
    if (reading === undefined) continue;
    if (reading.batch.add(starts[event] ?? 0, starts[event + 1] ?? 0)) broken += addRows(reading);
  }
  return broken;
}

interface Reading {
  readonly chunk: Chunk;
  readonly table: ColumnTable;
  readonly plan: RowPlan;
  readonly reader: TextReader;
  readonly batch: Batch;
}

/** By slot. */
function startReadings(
  chunk: Chunk,
  { tables, names, texts, outlook }: CollectOptions,
): readonly (Reading | undefined)[] {
  const readings = new Array<Reading | undefined>(chunk.frames.slotCount).fill(undefined);
  const stringType = chunk.schema.typesByName.get('java.lang.String')?.id ?? -1;
  for (const table of tables.values()) {
    const layout = chunk.layouts.get(chunk.schema.typesByName.get(table.definition.event)?.id ?? -1);
    if (layout === undefined || isReserved(layout.type.id)) continue;
    const slot = chunk.frames.slotOf(layout.type.id);
    const count = chunk.frames.tallies.get(layout.type.id)?.count ?? 0;
    if (slot === undefined || count === 0) continue;
    // A type that cannot be understood has no rows; its events are counted all the same.
    const plan = unlessCorrupt(() => planRows(chunk, layout, table.definition, names));
    if (plan === undefined) continue;
    table.reserve(count, table.size + count * outlook);
    const reader = new TextReader(chunk, texts, (key) => names.text(stringType, key));
    readings[slot] = { chunk, table, plan, reader, batch: new Batch(chunk.cursor, Math.min(count, BATCH_EVENTS)) };
  }
  return readings;
}

/** Adds the batch's rows, and gives how many of its events were broken. */
function addRows(reading: Reading): number {
  const { table, batch, plan } = reading;
  for (const step of plan.steps) readStep(reading, step);
  for (const column of plan.absent) table.setAbsent(column, batch.size);
  const kept = keepWhole(reading);
  const broken = batch.size - kept;
  table.setSize(table.size + kept);
  batch.size = 0;
  return broken;
}

const NO_FLOATS = new Float64Array(0);
const NO_INTEGERS = new Int32Array(0);

function readStep({ chunk, table, reader, batch }: Reading, { step, column, amount, field, keys }: RowStep): void {
  const floats = table.floats[column] ?? NO_FLOATS;
  const integers = table.integers[column] ?? NO_INTEGERS;
  const row = table.size;
  switch (step) {
    case 'key':
      readKeys(batch, integers, row, keys);
      break;
    case 'time':
      readTimes(batch, floats, row, chunk.clock);
      break;
    case 'long':
      readLongs(batch, floats, row, amount);
      break;
    case 'integer':
      readIntegers(batch, floats, row, amount);
      break;
    case 'text':
      readTexts(batch, integers, row, reader);
      break;
    case 'skipLongs':
      skipLongs(batch, amount);
      break;
    case 'skipBytes':
      skipBytes(batch, amount);
      break;
    case 'skipText':
      skipTexts(batch, field);
      break;
    case 'skipField':
      skipFields(batch, field);
      break;
    default:
      readRaw(batch, floats, row, step);
  }
}

/** An event may have more fields than are looked at, never fewer: those that end too early are no rows. Gives how many are. */
function keepWhole({ table, batch: { at, end, size } }: Reading): number {
  let kept = 0;
  for (let event = 0; event < size; event += 1) {
    if ((at[event] ?? 0) > (end[event] ?? 0)) continue;
    if (kept < event) table.moveRow(table.size + event, table.size + kept);
    kept += 1;
  }
  return kept;
}
