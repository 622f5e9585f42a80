import type { ColumnKind, EventColumn } from '../../../../preload/contract/index.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import { annotationOf, type Annotation } from '../format/schema.ts';
import { checked } from '../format/skip-value.ts';
import { unitOf, type Unit } from '../format/unit.ts';

/** A column of any event, and how its value is found: `path` in the decoded event. */
export interface ReadColumn extends EventColumn {
  readonly path: readonly string[];
  readonly unit: Unit | undefined;
  readonly typeName: string;
}

/** What pools hold that is shown as one cell: their names are types of the JVM's own. */
const ONE_CELL: Readonly<Record<string, ColumnKind>> = {
  'java.lang.Class': 'class',
  'java.lang.Thread': 'thread',
  'jdk.types.Method': 'method',
  'jdk.types.StackTrace': 'stack',
  'java.lang.String': 'text',
};

const KIND_OF_UNIT: Readonly<Record<Unit, ColumnKind>> = {
  'ticks since start': 'time',
  'milliseconds since 1970': 'time',
  'nanoseconds since 1970': 'time',
  ticks: 'milliseconds',
  nanoseconds: 'milliseconds',
  microseconds: 'milliseconds',
  milliseconds: 'milliseconds',
  seconds: 'milliseconds',
  bytes: 'bytes',
  bits: 'bits',
  'part of one': 'share',
  address: 'address',
  hertz: 'hertz',
};

/** The columns of an event type: its fields, and those of the structures that lie in it. */
export function columnsOf(layout: Layout, path: readonly string[] = []): readonly ReadColumn[] {
  return checked(layout).fields.flatMap((field): readonly ReadColumn[] => {
    const { name, annotations } = field.field;
    const own = [...path, name];
    const typeName = field.layout?.type.name ?? '';
    const isStructure = field.code === CODE.structure && !field.field.array && field.layout?.type.simple !== true;
    if (isStructure) return columnsOf(checked(field.layout), own);
    const description = annotationOf(annotations, 'jdk.jfr.Description');
    return [
      {
        name: own.join('.'),
        label: annotationOf(annotations, 'jdk.jfr.Label') ?? name,
        ...(description === undefined ? {} : { description }),
        kind: kindOf(field, typeName, annotations),
        path: own,
        unit: unitOf(annotations),
        typeName,
      },
    ];
  });
}

function kindOf({ code, field }: FieldLayout, typeName: string, annotations: readonly Annotation[]): ColumnKind {
  if (field.array) return 'text';
  const known = ONE_CELL[typeName];
  if (known !== undefined) return known;
  const unit = unitOf(annotations);
  if (unit !== undefined) return KIND_OF_UNIT[unit];
  if (code === CODE.key || code === CODE.text || code === CODE.structure || typeName === 'char') return 'text';
  return typeName === 'boolean' ? 'boolean' : 'number';
}
