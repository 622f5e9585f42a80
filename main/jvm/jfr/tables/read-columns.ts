/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index comes from a length that was just read; asking again costs a tenth of the time */
/**
 * The loops that spend the time of reading: each reads one field of a batch of events of one type, and stands behind it in
 * each of them. One loop for one way of writing, over nothing but arrays of numbers, is compiled early and well; going through
 * the fields of one event after the other took four times as long.
 *
 * Behind the end of the bytes an array gives undefined, which counts as 0 here: whoever leaves an event is found out after
 * the batch.
 */
import { Corruption } from '../bytes/corruption.ts';
import type { Cursor } from '../bytes/cursor.ts';
import { TEXT } from '../bytes/encoded-text.ts';
import type { ChunkClock } from '../format/chunk-clock.ts';
import type { FieldLayout } from '../format/layout.ts';
import { skipField } from '../format/skip-value.ts';
import type { TextReader } from './text-reader.ts';

/** Few enough that the bytes of a batch stay in the processor's cache until its last field is read. */
export const BATCH_EVENTS = 1024;

/** Where reading stands in each event of a batch, and where each ends. */
export class Batch {
  readonly cursor: Cursor;
  readonly at: Int32Array;
  readonly end: Int32Array;
  size = 0;

  /** `events`: how many it holds at most. */
  constructor(cursor: Cursor, events: number) {
    this.cursor = cursor;
    this.at = new Int32Array(events);
    this.end = new Int32Array(events);
  }

  /** Takes in an event; true when the batch is full. */
  add(start: number, end: number): boolean {
    const { bytes } = this.cursor;
    let place = start;
    // Behind its size and its type.
    while (bytes[place++]! >= 0x80);
    while (bytes[place++]! >= 0x80);
    this.at[this.size] = place;
    this.end[this.size] = end;
    this.size += 1;
    return this.size === this.at.length;
  }

  /** What a damaged event says of itself is not followed: reading goes on behind it. */
  leave(event: number): void {
    this.at[event] = this.end[event]! + 1;
  }
}

/** Pool keys, as the numbers that their entries were interned as; `known` has one more than those. */
export function readKeys(
  { cursor, at, size }: Batch,
  column: Int32Array,
  row: number,
  { known, resolve }: { readonly known: Int32Array; readonly resolve: (key: number) => number },
): void {
  const { bytes } = cursor;
  for (let event = 0; event < size; event += 1) {
    let place = at[event]!;
    let key = bytes[place++]! | 0;
    if (key >= 0x80) {
      const second = bytes[place++]! | 0;
      key = (key & 0x7f) | ((second & 0x7f) << 7);
      if (second >= 0x80) {
        const third = bytes[place++]! | 0;
        key |= (third & 0x7f) << 14;
        if (third >= 0x80) {
          cursor.at = place - 3;
          const wide = cursor.key();
          place = cursor.at;
          at[event] = place;
          const number = wide >= 0 && wide < known.length ? known[wide]! : 0;
          column[row + event] = number === 0 ? resolve(wide) : number - 1;
          continue;
        }
      }
    }
    at[event] = place;
    const number = key < known.length ? known[key]! : 0;
    column[row + event] = number === 0 ? resolve(key) : number - 1;
  }
}

/** Dividing by these is exact, and says to the compiler from the beginning that the results are doubles. */
const UPPER = 2 ** -28;
const TOP = 2 ** -56;

/** Ticks, as nanoseconds since the recording's start. */
export function readTimes({ cursor, at, size }: Batch, column: Float64Array, row: number, clock: ChunkClock): void {
  const { bytes } = cursor;
  const { startTop, startUpper, startLow, nanosPerTick, baseNanos } = clock;
  for (let event = 0; event < size; event += 1) {
    let place = at[event]!;
    let part = bytes[place++]! | 0;
    let low = part & 0x7f;
    let upper = 0;
    let top = 0;
    // Clocks have counted for long: three to nine bytes.
    if (part >= 0x80) {
      part = bytes[place++]! | 0;
      low |= (part & 0x7f) << 7;
      if (part >= 0x80) {
        part = bytes[place++]! | 0;
        low |= (part & 0x7f) << 14;
        if (part >= 0x80) {
          part = bytes[place++]! | 0;
          low |= (part & 0x7f) << 21;
          for (let shift = 0; part >= 0x80 && shift < 28; shift += 7) {
            part = bytes[place++]! | 0;
            upper |= (part & 0x7f) << shift;
          }
          // Eight bytes have been read; a ninth carries eight bits.
          if (part >= 0x80) top = ((bytes[place++]! | 0) << 24) >> 24;
        }
      }
    }
    at[event] = place;
    column[row + event] =
      baseNanos + ((top - startTop) / TOP + (upper - startUpper) / UPPER + (low - startLow)) * nanosPerTick;
  }
}

/** Integers of up to 64 bits, times `factor`. */
export function readLongs({ cursor, at, size }: Batch, column: Float64Array, row: number, factor: number): void {
  const { bytes } = cursor;
  for (let event = 0; event < size; event += 1) {
    let place = at[event]!;
    const first = bytes[place++]! | 0;
    let value = first & 0x7f;
    if (first >= 0x80) {
      const second = bytes[place++]! | 0;
      value |= (second & 0x7f) << 7;
      if (second >= 0x80) {
        const third = bytes[place++]! | 0;
        value |= (third & 0x7f) << 14;
        if (third >= 0x80) {
          cursor.at = place - 3;
          cursor.split();
          place = cursor.at;
          at[event] = place;
          column[row + event] = (cursor.top / TOP + cursor.upper / UPPER + cursor.low) * factor;
          continue;
        }
      }
    }
    at[event] = place;
    column[row + event] = value * factor;
  }
}

/** Integers of 32 or 16 bits, which are written without their sign: `spare` bits of 32 are not theirs. */
export function readIntegers({ cursor, at, size }: Batch, column: Float64Array, row: number, spare: number): void {
  for (let event = 0; event < size; event += 1) {
    cursor.at = at[event]!;
    column[row + event] = (cursor.int() << spare) >> spare;
    at[event] = cursor.at;
  }
}

/** Bytes, floats and doubles. */
export function readRaw(
  { cursor, at, size }: Batch,
  column: Float64Array,
  row: number,
  read: 'byte' | 'float' | 'double',
): void {
  for (let event = 0; event < size; event += 1) {
    cursor.at = at[event]!;
    column[row + event] = read === 'byte' ? cursor.byte() : read === 'float' ? cursor.float() : cursor.double();
    at[event] = cursor.at;
  }
}

export function readTexts(batch: Batch, column: Int32Array, row: number, texts: TextReader): void {
  const { cursor, at, end, size } = batch;
  for (let event = 0; event < size; event += 1) {
    cursor.at = at[event]!;
    cursor.end = end[event]!;
    try {
      column[row + event] = texts.read(cursor);
      at[event] = cursor.at;
    } catch (error) {
      if (!(error instanceof Corruption)) throw error;
      batch.leave(event);
    }
  }
}

export function skipLongs({ cursor, at, size }: Batch, count: number): void {
  const { bytes } = cursor;
  for (let event = 0; event < size; event += 1) {
    let place = at[event]!;
    for (let left = count; left > 0; left -= 1) {
      // The ninth byte ends an integer whatever its high bit says.
      const last = place + 8;
      while (bytes[place++]! >= 0x80 && place <= last);
    }
    at[event] = place;
  }
}

export function skipBytes({ at, size }: Batch, count: number): void {
  for (let event = 0; event < size; event += 1) at[event] = at[event]! + count;
}

/** Addresses and other texts that nobody counts by. */
export function skipTexts(batch: Batch, field: FieldLayout): void {
  const { cursor, at, size } = batch;
  const { bytes } = cursor;
  for (let event = 0; event < size; event += 1) {
    const place = at[event]!;
    const encoding = bytes[place];
    const length = bytes[place + 1]!;
    if (encoding === TEXT.absent || encoding === TEXT.empty) at[event] = place + 1;
    else if ((encoding === TEXT.utf8 || encoding === TEXT.latin1) && length < 0x80) at[event] = place + 2 + length;
    else skipOne(batch, event, field);
  }
}

export function skipFields(batch: Batch, field: FieldLayout): void {
  for (let event = 0; event < batch.size; event += 1) skipOne(batch, event, field);
}

function skipOne(batch: Batch, event: number, field: FieldLayout): void {
  const { cursor, at, end } = batch;
  cursor.at = at[event]!;
  cursor.end = end[event]!;
  try {
    skipField(cursor, field);
    at[event] = cursor.at;
  } catch (error) {
    if (!(error instanceof Corruption)) throw error;
    batch.leave(event);
  }
}
