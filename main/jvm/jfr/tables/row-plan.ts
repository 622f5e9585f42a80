import type { Chunk } from '../format/chunk.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import type { FieldType } from '../format/schema.ts';
import { checked } from '../format/skip-value.ts';
import { nanosPerUnit, unitOf } from '../format/unit.ts';
import { missingNumber, type NameKind } from '../intern/chunk-names.ts';
import { skipProgram } from '../reader/type-descriptions.ts';
import { isInterned } from './column-table.ts';
import type { ColumnDefinition, ColumnKind, TableDefinition } from './table-definitions.ts';

/** What is done with the next bytes of events, as `build/jfr/source/rows.h` has it. */
const STEP = {
  skipIntegers: 0,
  skipBytes: 1,
  skipText: 2,
  skipValue: 3,
  key: 4,
  text: 5,
  time: 6,
  integer: 7,
  narrowInteger: 8,
  byte: 9,
  float: 10,
  double: 11,
  constant: 12,
} as const;

export interface RowStep {
  readonly step: number;
  /** Which column of the row; -1 where nothing is kept. */
  readonly column: number;
  /**
   * How many integers or bytes to skip; how many nanoseconds a unit has; how many of an integer's 32 bits are not
   * the field's; what stands in a column that the event has no field for.
   */
  readonly amount: number;
  /** Of keys, and of texts that may lie in a pool. */
  readonly pooled?: PooledField;
  /** What a value is made of that is skipped. */
  readonly skip?: readonly number[];
}

export interface PooledField {
  readonly kind: NameKind;
  readonly typeId: number;
  /** The number of what the pools do not have. */
  readonly missing: number;
}

/** Compiles how rows of a table are read from the events of one chunk; behind the last column nothing is read. */
export function planRows(chunk: Chunk, layout: Layout, { columns }: TableDefinition): readonly RowStep[] {
  const fields = spreadOut(layout);
  const sources = columns.map((column) => {
    const path = column.fields.find((each) => fields.some((field) => field.path === each));
    return fields.findIndex((field) => field.path === path);
  });
  const steps: RowStep[] = [];
  fields.slice(0, Math.max(-1, ...sources) + 1).forEach(({ field }, index) => {
    const column = sources.indexOf(index);
    const definition = columns[column];
    const taken = definition === undefined ? undefined : takeStep(chunk, field, definition);
    if (taken === undefined) appendSkip(steps, field);
    else steps.push({ ...taken, column });
  });
  const isRead = new Set(steps.map(({ column }) => column));
  columns.forEach(({ kind }, column) => {
    if (!isRead.has(column)) steps.push({ step: STEP.constant, column, amount: absentValue(kind) });
  });
  return steps;
}

/** There is no name; a time span that was not measured took none; a number that is not there is none. */
function absentValue(kind: ColumnKind): number {
  if (isInterned(kind)) return -1;
  return kind === 'nanos' ? 0 : Number.NaN;
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
  const [step, amount] = skipOf(field);
  if (amount > 0 && last?.step === step) steps[steps.length - 1] = { ...last, amount: last.amount + amount };
  else steps.push({ step, column: -1, amount, ...(step === STEP.skipValue ? { skip: skipProgram([field]) } : {}) });
}

function skipOf({ field, code }: FieldLayout): readonly [step: number, amount: number] {
  if (field.array) return [STEP.skipValue, 0];
  switch (code) {
    case CODE.long:
    case CODE.key:
      return [STEP.skipIntegers, 1];
    case CODE.byte:
      return [STEP.skipBytes, 1];
    case CODE.float:
      return [STEP.skipBytes, 4];
    case CODE.double:
      return [STEP.skipBytes, 8];
    case CODE.text:
      return [STEP.skipText, 0];
    default:
      return [STEP.skipValue, 0];
  }
}

/** Nothing for a field that the column cannot be made of. */
function takeStep(
  chunk: Chunk,
  { field, code }: FieldLayout,
  { kind }: ColumnDefinition,
): Omit<RowStep, 'column'> | undefined {
  const isName = kind !== 'time' && kind !== 'nanos' && kind !== 'number';
  if (field.array) return undefined;
  switch (code) {
    case CODE.key:
      return isName ? { step: STEP.key, amount: 0, pooled: pooledField(kind, field.typeId) } : undefined;
    case CODE.text: {
      const stringType = chunk.schema.typesByName.get('java.lang.String')?.id ?? -1;
      return kind === 'text' ? { step: STEP.text, amount: 0, pooled: pooledField(kind, stringType) } : undefined;
    }
    case CODE.byte:
      return isName ? undefined : { step: STEP.byte, amount: 0 };
    case CODE.float:
      return isName ? undefined : { step: STEP.float, amount: 0 };
    case CODE.double:
      return isName ? undefined : { step: STEP.double, amount: 0 };
    case CODE.long:
      return isName ? undefined : integerStep(chunk, field, kind);
    default:
      return undefined;
  }
}

function pooledField(kind: NameKind, typeId: number): PooledField {
  return { kind, typeId, missing: missingNumber(kind) };
}

function integerStep(chunk: Chunk, field: FieldType, kind: ColumnKind): Omit<RowStep, 'column'> {
  const unit = unitOf(field.annotations);
  if (kind === 'time' && unit === 'ticks since start') return { step: STEP.time, amount: 0 };
  if (kind === 'nanos') return { step: STEP.integer, amount: nanosPerUnit(unit, chunk.clock.nanosPerTick) };
  const type = chunk.schema.types.get(field.typeId)?.name;
  const isSigned = !field.unsigned && (type === 'int' || type === 'short');
  return isSigned ? { step: STEP.narrowInteger, amount: type === 'int' ? 0 : 16 } : { step: STEP.integer, amount: 1 };
}
