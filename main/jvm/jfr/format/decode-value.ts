import { Corruption } from '../bytes/corruption.ts';
import type { Cursor } from '../bytes/cursor.ts';
import { lengthWithin, readText } from '../bytes/encoded-text.ts';
import { LIMITS } from '../limits.ts';
import type { Chunk } from './chunk.ts';
import { CODE, type FieldLayout, type Layout } from './layout.ts';
import { checked, skipField } from './skip-value.ts';

/**
 * Any value of any event. A 64-bit number that a double does not hold is a big integer; what the pools do not have is
 * undefined.
 */
export type JfrValue = number | bigint | string | boolean | undefined | readonly JfrValue[] | JfrObject;

/** Fields by name, in the order in which they were written. */
export interface JfrObject {
  readonly [field: string]: JfrValue;
}

interface Budget {
  values: number;
}

/**
 * Decodes an event, with everything that it names in the pools; of the fields only the wanted ones, where some are said, and
 * what lies behind the last of them is not read.
 */
export function decodeEvent(chunk: Chunk, at: number, layout: Layout, wanted?: ReadonlySet<string>): JfrObject {
  chunk.cursor.enterEvent(at);
  const budget = { values: LIMITS.valuesOfEvent };
  if (wanted === undefined) return decodeFields(chunk, checked(layout), budget, 0);
  const event: Record<string, JfrValue> = {};
  let left = wanted.size;
  for (const field of checked(layout).fields) {
    if (left === 0) break;
    if (wanted.has(field.field.name)) {
      set(event, field.field.name, decodeField(chunk, field, budget, 0));
      left -= 1;
    } else {
      skipField(chunk.cursor, field);
    }
  }
  return event;
}

function decodeFields(chunk: Chunk, layout: Layout, budget: Budget, depth: number): JfrObject {
  const object: Record<string, JfrValue> = {};
  for (const field of layout.fields) set(object, field.field.name, decodeField(chunk, field, budget, depth));
  return object;
}

/** As its own property, whatever the name. */
function set(object: Record<string, JfrValue>, name: string, value: JfrValue): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true });
  else object[name] = value;
}

function decodeField(chunk: Chunk, field: FieldLayout, budget: Budget, depth: number): JfrValue {
  if (!field.field.array) return decodeOne(chunk, field, budget, depth);
  const length = lengthWithin(chunk.cursor);
  if (length > budget.values) throw new Corruption(`an array of ${String(length)} values`);
  return Array.from({ length }, () => decodeOne(chunk, field, budget, depth));
}

function decodeOne(chunk: Chunk, field: FieldLayout, budget: Budget, depth: number): JfrValue {
  budget.values -= 1;
  if (budget.values < 0) throw new Corruption('an event that names too much');
  const { cursor } = chunk;
  switch (field.code) {
    case CODE.byte:
      return typeName(field) === 'boolean' ? cursor.byte() !== 0 : (cursor.byte() << 24) >> 24;
    case CODE.long:
      return integer(cursor, field);
    case CODE.float:
      return cursor.float();
    case CODE.double:
      return cursor.double();
    case CODE.text:
      return readText(cursor, (key) => {
        const text = decodePooled(
          chunk,
          chunk.schema.typesByName.get('java.lang.String')?.id ?? -1,
          key,
          budget,
          depth,
        );
        return typeof text === 'string' ? text : undefined;
      });
    case CODE.key:
      return decodePooled(chunk, field.field.typeId, cursor.key(), budget, depth);
    default: {
      const layout = checked(field.layout);
      return simplified(layout, decodeFields(chunk, layout, budget, depth));
    }
  }
}

/** What a key stands for. Keys go round in circles (class, loader, class): at some depth they lead nowhere. */
function decodePooled(chunk: Chunk, typeId: number, key: number, budget: Budget, depth: number): JfrValue {
  const layout = chunk.layouts.get(typeId);
  const entry = chunk.pools.entryOf(typeId, key);
  if (layout === undefined || entry === 0 || depth > LIMITS.referenceDepth) return undefined;
  const { cursor } = chunk;
  const { at, end } = cursor;
  cursor.at = chunk.pools.placeOf(entry);
  cursor.end = chunk.bytes.length;
  const value = decodeFields(chunk, checked(layout), budget, depth + 1);
  cursor.at = at;
  cursor.end = end;
  return simplified(layout, value);
}

/** A type with one field that stands for it, and a text or number in a pool, are what is in them. */
function simplified(layout: Layout, value: JfrObject): JfrValue {
  const only = layout.fields[0];
  const isPrimitive = layout.type.fields.length === 0;
  return only !== undefined && layout.fields.length === 1 && (layout.type.simple || isPrimitive)
    ? value[only.field.name]
    : value;
}

function typeName({ layout }: FieldLayout): string | undefined {
  return layout?.type.name;
}

/** Integers narrower than 64 bits are written without their sign. */
function integer(cursor: Cursor, layout: FieldLayout): JfrValue {
  const { unsigned } = layout.field;
  switch (typeName(layout)) {
    case 'int':
      return unsigned ? cursor.long() >>> 0 : cursor.long() | 0;
    case 'short':
      return unsigned ? cursor.long() & 0xffff : (cursor.long() << 16) >> 16;
    case 'char':
      return String.fromCharCode(cursor.long() & 0xffff);
    default: {
      const value = cursor.exactLong();
      return unsigned && value < 0 ? BigInt.asUintN(64, BigInt(value)) : value;
    }
  }
}
