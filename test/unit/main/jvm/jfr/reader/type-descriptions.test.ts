import { describe, expect, it } from 'vitest';

import { layoutsOf } from '../../../../../../main/jvm/jfr/format/layout.ts';
import type { FieldType, JfrType, Schema } from '../../../../../../main/jvm/jfr/format/schema.ts';
import { LIMITS } from '../../../../../../main/jvm/jfr/limits.ts';
import { describeTypes } from '../../../../../../main/jvm/jfr/reader/type-descriptions.ts';

const INT = 1;
const TEXT = 2;
const NO_FIELDS: readonly FieldType[] = [];

function field(typeId: number, { array = false } = {}): FieldType {
  return { name: `of ${String(typeId)}`, typeId, pooled: false, array, annotations: [], unsigned: false };
}

function wordsOf(types: Readonly<Record<number, readonly FieldType[]>>): readonly (readonly number[])[] {
  const named = (id: number, name: string, fields: readonly FieldType[]): JfrType => {
    return { id, name, superType: undefined, simple: false, fields, annotations: [], settings: [] };
  };
  const all = [named(INT, 'int', NO_FIELDS), named(TEXT, 'java.lang.String', NO_FIELDS)];
  for (const [id, fields] of Object.entries(types)) all.push(named(Number(id), `type ${id}`, fields));
  const typesById = new Map(all.map((type) => [type.id, type]));
  const schema: Schema = { types: typesById, typesByName: new Map(all.map((type) => [type.name, type])) };
  const { words } = describeTypes(layoutsOf(schema));
  return all.map((_, index) => {
    const [start = 0, length = 0] = words.subarray(index * 3 + 1, index * 3 + 3);
    return [...words.subarray(start, start + length)];
  });
}

describe('describeTypes', () => {
  it('passes over neighbouring integers together, and never over those of an array with those behind it', () => {
    const inner = [field(TEXT), field(INT)];
    const [, , , outer] = wordsOf({ 10: inner, 11: [field(INT), field(INT), field(10, { array: true }), field(INT)] });
    expect(outer).toEqual([0, 2, 5, 4, 2, 0, 0, 1, 0, 1]);
  });

  it('takes no bytes for elements of nothing, whatever their number', () => {
    const [, , , outer] = wordsOf({ 10: NO_FIELDS, 11: [field(10, { array: true })] });
    expect(outer).toEqual([4, 0]);
  });

  it('does not spread out a type that contains itself, nor one large type ten thousand times', () => {
    const wide = Array.from({ length: 2000 }, (_, index) => field(index % 2 === 0 ? TEXT : INT));
    const holders = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [100 + index, [field(10)]]));
    const all = wordsOf({ 10: wide, 11: [field(11)], ...holders });
    expect(all[3]).toEqual([1, LIMITS.chunkBytes]);
    expect(all.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(LIMITS.skipWords + 2 * all.length);
  });
});
