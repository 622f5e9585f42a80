import type { Chunk } from '../format/chunk.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import { checked } from '../format/skip-value.ts';
import { nanosPerUnit, unitOf } from '../format/unit.ts';
import type { ChunkNames } from '../intern/chunk-names.ts';
import { hasAnnotation } from '../format/schema.ts';
import type { ColumnDefinition, TableDefinition } from './table-definitions.ts';

/** What is done with the next bytes of events. */
export type Step =
  | 'skipLongs'
  | 'skipBytes'
  | 'skipText'
  | 'skipField'
  | 'byte'
  | 'float'
  | 'double'
  | 'text'
  | 'key'
  | 'time'
  | 'long'
  | 'integer';

export interface RowStep {
  readonly step: Step;
  /** Which column of the row; -1 where nothing is kept. */
  readonly column: number;
  /**
   * How many integers or bytes to skip; how many nanoseconds a unit has; how many of an integer's 32 bits are not
   * the field's.
   */
  readonly amount: number;
  readonly field: FieldLayout;
  readonly keys: KeyResolver;
}

/** What the keys of a pool stand for. */
interface KeyResolver {
  /** `OffsetIndex.known` of the pool. */
  readonly known: Int32Array;
  /** Asked where that is not known yet. */
  readonly resolve: (key: number) => number;
}

export interface RowPlan {
  readonly steps: readonly RowStep[];
  /** Columns that the event has no field for. */
  readonly absent: readonly number[];
}

const NO_KEYS: KeyResolver = { known: new Int32Array(0), resolve: () => -1 };

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
  const isRead = new Set(steps.map(({ step, column }) => (step === 'skipField' ? -1 : column)));
  return {
    steps,
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
  const [step, amount] = skipOf(field);
  if (amount > 0 && last?.step === step) steps[steps.length - 1] = { ...last, amount: last.amount + amount };
  else steps.push({ step, column: -1, amount, field, keys: NO_KEYS });
}

function skipOf({ field, code }: FieldLayout): readonly [Step, number] {
  if (field.array) return ['skipField', 0];
  switch (code) {
    case CODE.long:
    case CODE.key:
      return ['skipLongs', 1];
    case CODE.byte:
      return ['skipBytes', 1];
    case CODE.float:
      return ['skipBytes', 4];
    case CODE.double:
      return ['skipBytes', 8];
    case CODE.text:
      return ['skipText', 0];
    default:
      return ['skipField', 0];
  }
}

function takeStep(
  chunk: Chunk,
  field: FieldLayout,
  definition: ColumnDefinition,
  names: ChunkNames,
): Omit<RowStep, 'column'> {
  const unit = unitOf(field.field.annotations);
  const plain = (step: Step): Omit<RowStep, 'column'> => ({ step, amount: 0, field, keys: NO_KEYS });
  if (field.field.array) return plain('skipField');
  switch (field.code) {
    case CODE.key: {
      const { typeId } = field.field;
      const known = chunk.pools.of(typeId)?.known ?? NO_KEYS.known;
      return { ...plain('key'), keys: { known, resolve: resolver(definition, typeId, names) } };
    }
    case CODE.text:
      return plain(definition.kind === 'text' ? 'text' : 'skipField');
    case CODE.byte:
      return plain('byte');
    case CODE.float:
      return plain('float');
    case CODE.double:
      return plain('double');
    case CODE.long:
      if (definition.kind === 'time' && unit === 'ticks since start') return plain('time');
      if (definition.kind === 'nanos') {
        return { ...plain('long'), amount: nanosPerUnit(unit, chunk.clock.nanosPerTick) };
      }
      return integerStep(chunk, field);
    default:
      return plain('skipField');
  }
}

function integerStep(chunk: Chunk, layout: FieldLayout): Omit<RowStep, 'column'> {
  const { field } = layout;
  const type = chunk.schema.types.get(field.typeId)?.name;
  const isSigned = !hasAnnotation(field.annotations, 'jdk.jfr.Unsigned') && (type === 'int' || type === 'short');
  return isSigned
    ? { step: 'integer', amount: type === 'int' ? 0 : 16, field: layout, keys: NO_KEYS }
    : { step: 'long', amount: 1, field: layout, keys: NO_KEYS };
}

function resolver({ kind }: ColumnDefinition, typeId: number, names: ChunkNames): KeyResolver['resolve'] {
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
      return NO_KEYS.resolve;
  }
}
