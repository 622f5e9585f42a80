import { Corruption, unlessCorrupt } from '../bytes/corruption.ts';
import { TEXT } from '../bytes/encoded-text.ts';
import { nanosOf } from '../format/chunk-clock.ts';
import type { Chunk } from '../format/chunk.ts';
import { HEADER_BYTES } from '../format/chunk-header.ts';
import { DENSE_TYPE_IDS } from '../format/event-frames.ts';
import { skipField } from '../format/skip-value.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import type { InternedText } from '../intern/interned-text.ts';
import type { ColumnTable } from './column-table.ts';
import { planRows, STEP, type RowPlan } from './row-plan.ts';

interface Reading {
  readonly plan: RowPlan;
  readonly table: ColumnTable;
}

/**
 * Adds a row for each of the chunk's events that has a table; of types that `places` knows, where they begin. Gives how many
 * events contradicted their own type.
 */
export function collectRows(
  chunk: Chunk,
  tables: ReadonlyMap<string, ColumnTable>,
  names: ChunkNames,
  texts: InternedText,
  places: ReadonlyMap<number, number[]>,
): number {
  const readings = compile(chunk, tables, names);
  const { cursor, frames } = chunk;
  const stringType = chunk.schema.typesByName.get('java.lang.String')?.id ?? -1;
  const pooledText = (key: number): number => names.text(stringType, key);
  let broken = 0;
  let start = HEADER_BYTES;
  while (start < frames.end) {
    cursor.at = start;
    const end = start + cursor.long();
    const type = cursor.long();
    const reading = readings[type];
    if (reading === undefined) {
      if (places.size > 0) places.get(type)?.push(start);
      start = end;
      continue;
    }
    start = end;
    cursor.end = end;
    try {
      readRow(chunk, reading, texts, pooledText);
    } catch (error) {
      if (!(error instanceof Corruption)) throw error;
      broken += 1;
      continue;
    }
    // An event may have more fields than are looked at, never fewer.
    if (cursor.at > end) broken += 1;
    else reading.table.add();
  }
  return broken;
}

function compile(
  chunk: Chunk,
  tables: ReadonlyMap<string, ColumnTable>,
  names: ChunkNames,
): readonly (Reading | undefined)[] {
  const readings = new Array<Reading | undefined>(DENSE_TYPE_IDS).fill(undefined);
  for (const table of tables.values()) {
    const type = chunk.schema.typesByName.get(table.definition.event);
    const layout = type === undefined ? undefined : chunk.layouts.get(type.id);
    if (layout === undefined || layout.type.id < 2) continue;
    // A type that cannot be understood has no rows; its events are counted all the same.
    const plan = unlessCorrupt(() => planRows(chunk, layout, table.definition, names));
    if (plan !== undefined) readings[layout.type.id] = { plan, table };
  }
  return readings;
}

function readRow(
  chunk: Chunk,
  { plan, table }: Reading,
  texts: InternedText,
  pooledText: (key: number) => number,
): void {
  const { cursor, clock } = chunk;
  const { row } = table;
  row.set(plan.defaults);
  for (const { step, column, amount, field, resolve } of plan.steps) {
    switch (step) {
      case STEP.skipLongs:
        cursor.skipLongs(amount);
        break;
      case STEP.key:
        row[column] = resolve(cursor.key());
        break;
      case STEP.time:
        cursor.split();
        row[column] = nanosOf(clock, cursor.upper, cursor.low);
        break;
      case STEP.scaled:
        row[column] = cursor.long() * amount;
        break;
      case STEP.long:
        row[column] = cursor.long();
        break;
      case STEP.int:
        row[column] = cursor.long() | 0;
        break;
      case STEP.short:
        row[column] = (cursor.long() << 16) >> 16;
        break;
      case STEP.byte:
        row[column] = cursor.byte();
        break;
      case STEP.float:
        row[column] = cursor.float();
        break;
      case STEP.double:
        row[column] = cursor.double();
        break;
      case STEP.text:
        if (cursor.bytes[cursor.at] === TEXT.pooled) {
          cursor.at += 1;
          row[column] = pooledText(cursor.key());
        } else {
          row[column] = texts.internAt(cursor);
        }
        break;
      case STEP.skipBytes:
        cursor.at += amount;
        break;
      default:
        if (field !== undefined) skipField(cursor, field);
    }
  }
}
