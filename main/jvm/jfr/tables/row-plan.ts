import type { Chunk } from '../format/chunk.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import { checked } from '../format/skip-value.ts';
import { nanosPerUnit, unitOf } from '../format/unit.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import type { ColumnDefinition, TableDefinition } from './table-definitions.ts';

/** What is done with the next bytes of an event. Numbers, as this runs fifteen million times in 100 MB. */
export const STEP = {
  skipLongs: 0,
  skipBytes: 1,
  skipField: 2,
  time: 3,
  long: 4,
  int: 5,
  short: 6,
  byte: 7,
  float: 8,
  double: 9,
  text: 10,
  key: 11,
  scaled: 12,
} as const;

export interface RowStep {
  readonly step: number;
  /** Which column of the row. */
  readonly column: number;
  /** How many integers or bytes to skip, or how many nanoseconds a unit has. */
  readonly amount: number;
  readonly field: FieldLayout | undefined;
  readonly resolve: (key: number) => number;
}

export interface RowPlan {
  readonly steps: readonly RowStep[];
  /** What a row holds where the event has no such field. */
  readonly defaults: Float64Array;
}

const nothing = (): number => -1;

/** Compiles how rows of a table are read from the events of one chunk; behind the last column nothing is read. */
export function planRows(chunk: Chunk, layout: Layout, { columns }: TableDefinition, names: ChunkNames): RowPlan {
  const fields = spreadOut(layout);
  const sources = columns.map((column) => {
    const path = column.fields.find((each) => fields.some((field) => field.path === each));
    return fields.findIndex((field) => field.path === path);
  });
  const steps: RowStep[] = [];
  fields.slice(0, Math.max(-1, ...sources) + 1).forEach(({ field }, index) => {
    const column = sources.indexOf(index);
    const definition = columns[column];
    if (definition === undefined) appendSkip(steps, field);
    else steps.push({ ...takeStep(chunk, field, definition, names), column });
  });
  const defaults = Float64Array.from(columns, ({ kind }) =>
    kind === 'time' || kind === 'number' ? Number.NaN : kind === 'nanos' ? 0 : -1,
  );
  return { steps, defaults };
}

interface PathField {
  readonly path: string;
  readonly field: FieldLayout;
}

/** An event's fields with those of inline structures in their place, each with its path. */
function spreadOut(layout: Layout, prefix = ''): readonly PathField[] {
  return checked(layout).fields.flatMap((field): readonly PathField[] => {
    const path = prefix + field.field.name;
    const isStructure = field.code === CODE.structure && !field.field.array;
    return isStructure ? spreadOut(checked(field.layout), `${path}.`) : [{ path, field }];
  });
}

function appendSkip(steps: RowStep[], field: FieldLayout): void {
  const last = steps.at(-1);
  const { code } = field;
  const isLong = code === CODE.long || code === CODE.key;
  const bytes = code === CODE.byte ? 1 : code === CODE.float ? 4 : code === CODE.double ? 8 : 0;
  const step =
    field.field.array || (!isLong && bytes === 0) ? STEP.skipField : isLong ? STEP.skipLongs : STEP.skipBytes;
  const amount = isLong ? 1 : bytes;
  if (step !== STEP.skipField && last?.step === step) {
    steps[steps.length - 1] = { ...last, amount: last.amount + amount };
  } else {
    steps.push({ step, column: -1, amount, field, resolve: nothing });
  }
}

function takeStep(
  chunk: Chunk,
  field: FieldLayout,
  definition: ColumnDefinition,
  names: ChunkNames,
): Omit<RowStep, 'column'> {
  const unit = unitOf(field.field.annotations);
  const plain = (step: number): Omit<RowStep, 'column'> => ({ step, amount: 0, field, resolve: nothing });
  if (field.field.array) return plain(STEP.skipField);
  switch (field.code) {
    case CODE.key:
      return { ...plain(STEP.key), resolve: resolver(definition, field.field.typeId, names) };
    case CODE.text:
      return plain(definition.kind === 'text' ? STEP.text : STEP.skipField);
    case CODE.byte:
      return plain(STEP.byte);
    case CODE.float:
      return plain(STEP.float);
    case CODE.double:
      return plain(STEP.double);
    default:
      if (definition.kind === 'time' && unit === 'ticks since start') return plain(STEP.time);
      if (definition.kind === 'nanos') {
        return { ...plain(STEP.scaled), amount: nanosPerUnit(unit, chunk.clock.nanosPerTick) };
      }
      return plain(integerStep(chunk, field));
  }
}

function integerStep(chunk: Chunk, { field }: FieldLayout): number {
  const type = chunk.schema.types.get(field.typeId)?.name;
  if (field.annotations.some((annotation) => annotation.type === 'jdk.jfr.Unsigned')) return STEP.long;
  return type === 'int' ? STEP.int : type === 'short' ? STEP.short : STEP.long;
}

function resolver({ kind }: ColumnDefinition, typeId: number, names: ChunkNames): RowStep['resolve'] {
  switch (kind) {
    case 'text':
      return (key) => names.text(typeId, key);
    case 'class':
      return (key) => names.className(typeId, key);
    case 'thread':
      return (key) => names.thread(typeId, key);
    case 'stack':
      return (key) => names.stack(typeId, key);
    default:
      return nothing;
  }
}
