/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index comes from a length that was just read; asking again costs a tenth of the time */
import { Corruption, unlessCorrupt } from '../bytes/corruption.ts';
import type { Cursor } from '../bytes/cursor.ts';
import { sameBytes } from '../bytes/same-bytes.ts';
import { TEXT } from '../bytes/encoded-text.ts';
import type { Chunk } from '../format/chunk.ts';
import { DENSE_TYPE_IDS, RESERVED } from '../format/event-frames.ts';
import { skipField } from '../format/skip-value.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import type { InternedText } from '../intern/interned-text.ts';
import type { ColumnTable } from './column-table.ts';
import { planRows, STEP, STEP_WIDTH, type RowPlan } from './row-plan.ts';

export interface CollectOptions {
  readonly tables: ReadonlyMap<string, ColumnTable>;
  readonly names: ChunkNames;
  readonly texts: InternedText;
  /** How many times as much as this chunk is still to come, itself included. */
  readonly outlook: number;
}

/** Adds a row for each of the chunk's events that has a table. Gives how many events contradicted their own type. */
export function collectRows(chunk: Chunk, options: CollectOptions): number {
  const readings = compile(chunk, options);
  const stringType = chunk.schema.typesByName.get('java.lang.String')?.id ?? -1;
  const text = new TextReader(chunk, options.texts, (key) => options.names.text(stringType, key));
  const broken = addRows(chunk, readings, text);
  for (const reading of readings) reading?.table.setSize(reading.row);
  return broken;
}

interface Reading {
  readonly plan: RowPlan;
  readonly table: ColumnTable;
  /** The row that is filled next. */
  row: number;
}

function compile(chunk: Chunk, { tables, names, outlook }: CollectOptions): readonly (Reading | undefined)[] {
  const readings = new Array<Reading | undefined>(DENSE_TYPE_IDS).fill(undefined);
  for (const table of tables.values()) {
    const layout = chunk.layouts.get(chunk.schema.typesByName.get(table.definition.event)?.id ?? -1);
    if (layout === undefined || layout.type.id <= RESERVED.checkpoint || layout.type.id >= DENSE_TYPE_IDS) continue;
    const count = chunk.frames.tallies.get(layout.type.id)?.count ?? 0;
    if (count === 0) continue;
    // A type that cannot be understood has no rows; its events are counted all the same.
    const plan = unlessCorrupt(() => planRows(chunk, layout, table.definition, names));
    if (plan === undefined) continue;
    table.reserve(count, table.size + count * outlook);
    readings[layout.type.id] = { plan, table, row: table.size };
  }
  return readings;
}

/** Dividing by these is exact, and says to the compiler from the beginning that the results are doubles. */
const UPPER = 2 ** -28;
const TOP = 2 ** -56;

/** One loop with plain local numbers: calls and fields of objects cost three times as much here. */
function addRows(chunk: Chunk, readings: readonly (Reading | undefined)[], text: TextReader): number {
  const { cursor, frames, clock } = chunk;
  const { startTop, startUpper, startLow, nanosPerTick, baseNanos } = clock;
  const { bytes } = cursor;
  const { starts, types } = frames;
  let broken = 0;
  for (let event = 0; event < types.length; event += 1) {
    const reading = readings[types[event]!];
    if (reading === undefined) continue;
    const { plan, table, row } = reading;
    const { program, amounts, known, resolves, absent } = plan;
    const { floats, integers } = table;
    const end = starts[event + 1]!;
    let at = starts[event]!;
    // Behind its size and its type.
    while (bytes[at++]! >= 0x80);
    while (bytes[at++]! >= 0x80);
    cursor.end = end;
    try {
      for (let step = 0, place = 0; place < program.length; step += 1, place += STEP_WIDTH) {
        const code = program[place]!;
        const column = program[place + 1]!;
        let low = 0;
        let upper = 0;
        let top = 0;
        if (code >= STEP.key) {
          let part = bytes[at++]! | 0;
          low = part & 0x7f;
          if (part >= 0x80) {
            part = bytes[at++]! | 0;
            low |= (part & 0x7f) << 7;
            if (part >= 0x80) {
              part = bytes[at++]! | 0;
              low |= (part & 0x7f) << 14;
              if (part >= 0x80) {
                part = bytes[at++]! | 0;
                low |= (part & 0x7f) << 21;
                for (let shift = 0; part >= 0x80 && shift < 28; shift += 7) {
                  part = bytes[at++]! | 0;
                  upper |= (part & 0x7f) << shift;
                }
                // Eight bytes have been read; a ninth carries eight bits.
                if (part >= 0x80) top = ((bytes[at++]! | 0) << 24) >> 24;
              }
            }
          }
        }
        switch (code) {
          case STEP.key: {
            const numbers = known[step]!;
            const number = (upper | top) === 0 && low < numbers.length ? numbers[low]! : 0;
            integers[column]![row] = number === 0 ? resolves[step]!(cursor.keyOf(top, upper, low)) : number - 1;
            break;
          }
          case STEP.time:
            floats[column]![row] =
              baseNanos + ((top - startTop) / TOP + (upper - startUpper) / UPPER + (low - startLow)) * nanosPerTick;
            break;
          case STEP.scaled:
            floats[column]![row] = (top / TOP + upper / UPPER + low) * amounts[step]!;
            break;
          case STEP.long:
            floats[column]![row] = top / TOP + upper / UPPER + low;
            break;
          case STEP.int:
            floats[column]![row] = low | (upper << 28);
            break;
          case STEP.short:
            floats[column]![row] = (low << 16) >> 16;
            break;
          case STEP.text:
            cursor.at = at;
            integers[column]![row] = text.read();
            at = cursor.at;
            break;
          case STEP.skipLongs:
            cursor.at = at;
            cursor.skipLongs(program[place + 2]!);
            at = cursor.at;
            break;
          case STEP.skipBytes:
            at += program[place + 2]!;
            break;
          case STEP.skipField:
            cursor.at = at;
            skipField(cursor, plan.fields[step]!);
            at = cursor.at;
            break;
          default:
            cursor.at = at;
            floats[column]![row] = rawNumber(cursor, code);
            at = cursor.at;
        }
      }
    } catch (error) {
      if (!(error instanceof Corruption)) throw error;
      at = end + 1;
    }
    // An event may have more fields than are looked at, never fewer.
    if (at > end) {
      broken += 1;
      continue;
    }
    for (const column of absent) table.setAbsent(column, row);
    reading.row += 1;
  }
  return broken;
}

function rawNumber(cursor: Cursor, code: number): number {
  if (code === STEP.byte) return cursor.byte();
  return code === STEP.float ? cursor.float() : cursor.double();
}

/** Reads a text as a number. Threads write in a row what is about one file or host: the text before is looked at first. */
class TextReader {
  readonly #cursor: Cursor;
  readonly #texts: InternedText;
  readonly #known: Int32Array;
  readonly #pooled: (key: number) => number;
  #from = 0;
  #to = 0;
  #number = 0;

  constructor(chunk: Chunk, texts: InternedText, pooled: (key: number) => number) {
    this.#cursor = chunk.cursor;
    this.#texts = texts;
    this.#known = chunk.pools.of(chunk.schema.typesByName.get('java.lang.String')?.id ?? -1)?.known ?? NONE_KNOWN;
    this.#pooled = pooled;
  }

  read(): number {
    const cursor = this.#cursor;
    const { bytes, at } = cursor;
    if (bytes[at] === TEXT.pooled) {
      cursor.at = at + 1;
      const key = cursor.key();
      const number = key >= 0 && key < this.#known.length ? this.#known[key]! : 0;
      return number === 0 ? this.#pooled(key) : number - 1;
    }
    const length = this.#to - this.#from;
    if (length > 0 && at + length <= cursor.end && sameBytes(bytes, this.#from, bytes, at, length)) {
      cursor.at = at + length;
      return this.#number;
    }
    this.#number = this.#texts.internAt(cursor);
    this.#from = at;
    this.#to = cursor.at;
    return this.#number;
  }
}

const NONE_KNOWN = new Int32Array(0);
