import type { Chunk } from '../format/chunk.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import { checked } from '../format/skip-value.ts';
import { nanosPerUnit, unitOf } from '../format/unit.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import type { OffsetIndex } from '../intern/offset-index.ts';
import type { ColumnDefinition, TableDefinition } from './table-definitions.ts';

/** What is done with the next bytes of an event. Numbers, as this runs fifteen million times in 100 MB. */
export const STEP = {
  skipLongs: 0,
  skipBytes: 1,
  skipField: 2,
  byte: 3,
  float: 4,
  double: 5,
  text: 6,
  // From here on they begin with a compressed integer.
  key: 7,
  time: 8,
  scaled: 9,
  long: 10,
  int: 11,
  short: 12,
} as const;

/** Of a step in `RowPlan.program`: what is done, the column, how many integers or bytes to skip. */
export const STEP_WIDTH = 3;

interface RowStep {
  readonly step: number;
  /** Which column of the row. */
  readonly column: number;
  /** How many integers or bytes to skip, or how many nanoseconds a unit has. */
  readonly amount: number;
  readonly field: FieldLayout;
  readonly resolve: (key: number) => number;
  readonly pool: OffsetIndex | undefined;
}

/** A loop over objects took twice as long as one over these arrays. */
export interface RowPlan {
  readonly program: Int32Array;
  /** For each step, nanoseconds of its unit. */
  readonly amounts: Float64Array;
  readonly fields: readonly FieldLayout[];
  /** What a key stands for, where that is not known yet. */
  readonly resolves: readonly ((key: number) => number)[];
  /** Of each step's pool `OffsetIndex.known`. */
  readonly known: readonly Int32Array[];
  /** Columns that the event has no field for. */
  readonly absent: readonly number[];
}

const nothing = (): number => -1;
const NOTHING_KNOWN = new Int32Array(0);

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
  const isRead = new Set(steps.map(({ step, column }) => (step === STEP.skipField ? -1 : column)));
  return {
    program: Int32Array.from(steps.flatMap(({ step, column, amount }) => [step, column, amount])),
    amounts: Float64Array.from(steps, ({ amount }) => amount),
    fields: steps.map(({ field }) => field),
    resolves: steps.map(({ resolve }) => resolve),
    known: steps.map(({ pool }) => pool?.known ?? NOTHING_KNOWN),
    absent: columns.map((_, column) => column).filter((column) => !isRead.has(column)),
  };
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
    steps.push({ step, column: -1, amount, field, resolve: nothing, pool: undefined });
  }
}

function takeStep(
  chunk: Chunk,
  field: FieldLayout,
  definition: ColumnDefinition,
  names: ChunkNames,
): Omit<RowStep, 'column'> {
  const unit = unitOf(field.field.annotations);
  const plain = (step: number): Omit<RowStep, 'column'> => ({
    step,
    amount: 0,
    field,
    resolve: nothing,
    pool: undefined,
  });
  if (field.field.array) return plain(STEP.skipField);
  switch (field.code) {
    case CODE.key: {
      const { typeId } = field.field;
      return { ...plain(STEP.key), resolve: resolver(definition, typeId, names), pool: chunk.pools.of(typeId) };
    }
    case CODE.text:
      return plain(definition.kind === 'text' ? STEP.text : STEP.skipField);
    case CODE.byte:
      return plain(STEP.byte);
    case CODE.float:
      return plain(STEP.float);
    case CODE.double:
      return plain(STEP.double);
    case CODE.long:
      if (definition.kind === 'time' && unit === 'ticks since start') return plain(STEP.time);
      if (definition.kind === 'nanos') {
        return { ...plain(STEP.scaled), amount: nanosPerUnit(unit, chunk.clock.nanosPerTick) };
      }
      return plain(integerStep(chunk, field));
    default:
      return plain(STEP.skipField);
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
    case 'method':
      return (key) => names.method(typeId, key);
    case 'thread':
      return (key) => names.thread(typeId, key);
    case 'stack':
      return (key) => names.stack(typeId, key);
    default:
      return nothing;
  }
}
