import { Corruption } from './corruption.ts';
import type { Cursor } from './cursor.ts';

/** The byte before a text says how it is written. */
const TEXT = { absent: 0, empty: 1, pooled: 2, utf8: 3, characters: 4, latin1: 5 } as const;

/** Characters turned into text at a time: a call takes its arguments from the stack, which is not endless. */
const CHARACTERS_AT_ONCE = 4096;

/** Reads a text; one that lies in a pool is asked for by its key. */
export function readText(cursor: Cursor, pooled: (key: number) => string | undefined): string | undefined {
  const encoding = cursor.byte();
  switch (encoding) {
    case TEXT.absent:
      return undefined;
    case TEXT.empty:
      return '';
    case TEXT.pooled:
      return pooled(cursor.key());
    case TEXT.utf8:
      return slice(cursor, 'utf8');
    case TEXT.latin1:
      return slice(cursor, 'latin1');
    case TEXT.characters:
      return characters(cursor);
    default:
      throw new Corruption(`a text is encoded as ${String(encoding)}, which is unknown`);
  }
}

export function skipText(cursor: Cursor): void {
  const encoding = cursor.byte();
  if (encoding <= TEXT.empty) return;
  if (encoding === TEXT.pooled) {
    cursor.skipLongs(1);
  } else if (encoding === TEXT.characters) {
    cursor.skipLongs(lengthWithin(cursor));
  } else if (encoding === TEXT.utf8 || encoding === TEXT.latin1) {
    // The length is read first: it moves the cursor that is then moved on.
    const length = lengthWithin(cursor);
    cursor.at += length;
  } else {
    throw new Corruption(`a text is encoded as ${String(encoding)}, which is unknown`);
  }
}

/** A count of things that take a byte each at least: there cannot be more than bytes left. */
export function lengthWithin(cursor: Cursor): number {
  const length = cursor.long();
  if (length < 0 || length > cursor.end - cursor.at) {
    throw new Corruption(`${String(length)} elements are announced, more than there are bytes left`);
  }
  return length;
}

function slice(cursor: Cursor, encoding: 'utf8' | 'latin1'): string {
  const length = lengthWithin(cursor);
  const { at } = cursor;
  cursor.at += length;
  return cursor.textOf(encoding, at, length);
}

function characters(cursor: Cursor): string {
  let left = lengthWithin(cursor);
  const { bytes, at } = cursor;
  // Nearly all are plain ASCII, one byte each.
  let plain = at;
  while (plain < at + left && (bytes[plain] ?? 0x80) < 0x80) plain += 1;
  if (plain === at + left) {
    cursor.at = plain;
    return cursor.textOf('latin1', at, left);
  }
  let text = '';
  while (left > 0) {
    const codes = Array.from({ length: Math.min(left, CHARACTERS_AT_ONCE) }, () => cursor.long() & 0xffff);
    text += String.fromCharCode(...codes);
    left -= codes.length;
  }
  return text;
}
