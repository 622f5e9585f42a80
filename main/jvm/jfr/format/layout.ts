import { LIMITS } from '../limits.ts';
import type { FieldType, JfrType, Schema } from './schema.ts';

/** How a field's bytes are read. Numbers, not words: the loops over them run ten million times a second. */
export const CODE = { byte: 0, long: 1, float: 2, double: 3, text: 4, key: 5, structure: 6 } as const;

export interface FieldLayout {
  readonly field: FieldType;
  readonly code: number;
  /** Of its type; looked into when needed, as a damaged type may contain itself. */
  readonly layout: Layout | undefined;
}

export interface Layout {
  readonly type: JfrType;
  readonly fields: readonly FieldLayout[];
  /** How many values it takes once its inline structures are spread out; infinite where it contains itself. */
  readonly spread: number;
  /** How many integers the type is made of, where it is made of nothing else; otherwise -1. */
  readonly longs: number;
}

const PRIMITIVES: Readonly<Record<string, number>> = {
  boolean: CODE.byte,
  byte: CODE.byte,
  char: CODE.long,
  short: CODE.long,
  int: CODE.long,
  long: CODE.long,
  float: CODE.float,
  double: CODE.double,
  'java.lang.String': CODE.text,
};

/** The layouts of all types of a chunk, by type id. */
export function layoutsOf(schema: Schema): ReadonlyMap<number, Layout> {
  const layouts = new Map<number, LayoutUnderWay>();
  for (const type of schema.types.values()) layouts.set(type.id, { type, fields: [], longs: -1, spread: -1 });
  for (const layout of layouts.values()) {
    const { type } = layout;
    const primitive = PRIMITIVES[type.name];
    if (primitive !== undefined && type.fields.length === 0) {
      // A pool of texts or numbers: an entry is read as a structure with the value as its only field.
      const field = { name: 'value', typeId: type.id, pooled: false, array: false, annotations: [], unsigned: false };
      layout.fields.push({ field, code: primitive, layout });
      continue;
    }
    for (const field of type.fields) {
      const inner = layouts.get(field.typeId);
      layout.fields.push({ field, code: codeOf(field, inner?.type), layout: inner });
    }
    const { fields } = layout;
    const isLong = ({ field, code }: FieldLayout): boolean => !field.array && (code === CODE.long || code === CODE.key);
    if (fields.length <= LIMITS.fieldsOfType && fields.every(isLong)) {
      layout.longs = fields.length;
    }
  }
  for (const layout of layouts.values()) layout.spread = spreadOf(layout, layouts);
  return layouts;
}

interface LayoutUnderWay {
  readonly type: JfrType;
  readonly fields: FieldLayout[];
  longs: number;
  spread: number;
}

/** While a type's spread is being found it is infinite: whoever meets it then stands inside it. */
function spreadOf(layout: LayoutUnderWay, layouts: ReadonlyMap<number, LayoutUnderWay>): number {
  if (layout.spread >= 0) return layout.spread;
  layout.spread = Number.POSITIVE_INFINITY;
  let spread = 0;
  for (const { field, code } of layout.fields) {
    const inner = code === CODE.structure ? layouts.get(field.typeId) : undefined;
    const width = inner === undefined ? 1 : spreadOf(inner, layouts);
    spread += field.array ? 1 + width : width;
  }
  layout.spread = spread;
  return spread;
}

function codeOf(field: FieldType, type: JfrType | undefined): number {
  if (field.pooled) return CODE.key;
  return PRIMITIVES[type?.name ?? ''] ?? CODE.structure;
}
