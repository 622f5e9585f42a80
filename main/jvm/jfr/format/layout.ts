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

/** The layouts of all types of a chunk, by type id. A chunk has events of a third of its types: each is read when asked for. */
export function layoutsOf(schema: Schema): ReadonlyMap<number, Layout> {
  const layouts = new Map<number, TypeLayout>();
  for (const type of schema.types.values()) layouts.set(type.id, new TypeLayout(type, layouts));
  return layouts;
}

class TypeLayout implements Layout {
  readonly type: JfrType;
  readonly #layouts: ReadonlyMap<number, TypeLayout>;
  #fields: readonly FieldLayout[] | undefined;
  #spread: number | undefined;
  #longs: number | undefined;

  constructor(type: JfrType, layouts: ReadonlyMap<number, TypeLayout>) {
    this.type = type;
    this.#layouts = layouts;
  }

  get fields(): readonly FieldLayout[] {
    this.#fields ??= this.#readFields();
    return this.#fields;
  }

  get longs(): number {
    this.#longs ??= this.fields.length <= LIMITS.fieldsOfType && this.fields.every(isLong) ? this.fields.length : -1;
    return this.#longs;
  }

  get spread(): number {
    return this.#spreadAt(0);
  }

  #readFields(): readonly FieldLayout[] {
    const { type } = this;
    const primitive = PRIMITIVES[type.name];
    if (primitive !== undefined && type.fields.length === 0) {
      // A pool of texts or numbers: an entry is read as a structure with the value as its only field.
      const field = { name: 'value', typeId: type.id, pooled: false, array: false, annotations: [], unsigned: false };
      return [{ field, code: primitive, layout: this }];
    }
    return type.fields.map((field) => {
      const layout = this.#layouts.get(field.typeId);
      return { field, code: codeOf(field, layout?.type), layout };
    });
  }

  /** While it is being found it is infinite: whoever meets it then stands inside it. So it is where structures lie too deep. */
  #spreadAt(depth: number): number {
    if (this.#spread !== undefined) return this.#spread;
    this.#spread = Number.POSITIVE_INFINITY;
    if (depth > LIMITS.structureDepth) return this.#spread;
    let spread = 0;
    for (const { field, code } of this.fields) {
      const inner = code === CODE.structure ? this.#layouts.get(field.typeId) : undefined;
      const width = inner === undefined ? 1 : inner.#spreadAt(depth + 1);
      spread += field.array ? 1 + width : width;
    }
    this.#spread = spread;
    return spread;
  }
}

function isLong({ field, code }: FieldLayout): boolean {
  return !field.array && (code === CODE.long || code === CODE.key);
}

function codeOf(field: FieldType, type: JfrType | undefined): number {
  if (field.pooled) return CODE.key;
  return PRIMITIVES[type?.name ?? ''] ?? CODE.structure;
}
