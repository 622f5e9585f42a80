import { Corruption } from '../bytes/corruption.ts';
import type { Cursor } from '../bytes/cursor.ts';
import { lengthWithin, skipText } from '../bytes/encoded-text.ts';
import { LIMITS } from '../limits.ts';
import { CODE, type FieldLayout, type Layout } from './layout.ts';

/** Moves the cursor behind a value of this layout. */
function skipValue(cursor: Cursor, layout: Layout): void {
  if (layout.longs >= 0) cursor.skipLongs(layout.longs);
  else for (const field of checked(layout).fields) skipField(cursor, field);
}

/** Inline structures inside each other multiply: sixteen types of a thousand fields would be read for ever. */
export function checked(layout: Layout | undefined): Layout {
  if (layout === undefined) throw new Corruption('a field has a type that the metadata does not describe');
  if (layout.spread > LIMITS.fieldsOfType) throw new Corruption(`${layout.type.name} contains itself, or too much`);
  return layout;
}

export function skipField(cursor: Cursor, { field, code, layout }: FieldLayout): void {
  if (!field.array) {
    skipOne(cursor, code, layout);
    return;
  }
  const length = lengthWithin(cursor);
  if (code === CODE.byte) {
    cursor.at += length;
  } else if (code === CODE.long || code === CODE.key) {
    cursor.skipLongs(length);
  } else if (code === CODE.structure && layout !== undefined && layout.longs >= 0) {
    // Nine tenths of a recording's pools are frames: arrays of a structure of four integers.
    const longs = length * layout.longs;
    if (longs > cursor.end - cursor.at) throw new Corruption(`${String(longs)} integers do not fit into what is left`);
    cursor.skipLongs(longs);
  } else if (layout?.spread !== 0) {
    for (let left = length; left > 0; left -= 1) {
      skipOne(cursor, code, layout);
      if (cursor.at > cursor.end) throw new Corruption('an array ends behind its event');
    }
  }
}

function skipOne(cursor: Cursor, code: number, layout: Layout | undefined): void {
  switch (code) {
    case CODE.byte:
      cursor.at += 1;
      break;
    case CODE.long:
    case CODE.key:
      cursor.skipLongs(1);
      break;
    case CODE.float:
      cursor.at += 4;
      break;
    case CODE.double:
      cursor.at += 8;
      break;
    case CODE.text:
      skipText(cursor);
      break;
    default:
      skipValue(cursor, checked(layout));
  }
}
