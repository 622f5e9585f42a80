import type { ColumnDefinition, TableDefinition } from './table-definitions.ts';

/** In these columns a value is a number of `Names`, and -1 says that there is none. */
const INTERNED = new Set(['text', 'class', 'method', 'thread', 'stack']);

/** Rows of one kind of event, by columns: 36 bytes for a file read, where an object would take 200. */
export class ColumnTable {
  readonly definition: TableDefinition;
  /** Whether a column holds numbers of `Names`, which are integers. */
  readonly interned: readonly boolean[];
  readonly #floats: Float64Array[];
  readonly #integers: Int32Array[];
  #capacity = 0;
  #size = 0;

  constructor(definition: TableDefinition) {
    this.definition = definition;
    this.interned = definition.columns.map(({ kind }) => INTERNED.has(kind));
    this.#floats = definition.columns.map(() => NO_FLOATS);
    this.#integers = definition.columns.map(() => NO_INTEGERS);
  }

  get size(): number {
    return this.#size;
  }

  /** Makes room for so many rows more; `expected` is how many there may be in the end; memory that is not used costs nothing. */
  reserve(rows: number, expected: number): void {
    const needed = this.#size + rows;
    if (needed <= this.#capacity) return;
    this.#capacity = Math.max(needed, Math.ceil(expected * 1.2));
    this.definition.columns.forEach((_, index) => {
      if (this.interned[index] === true) {
        const larger = new Int32Array(this.#capacity);
        larger.set(this.#integers[index]?.subarray(0, this.#size) ?? NO_INTEGERS);
        this.#integers[index] = larger;
      } else {
        const larger = new Float64Array(this.#capacity);
        larger.set(this.#floats[index]?.subarray(0, this.#size) ?? NO_FLOATS);
        this.#floats[index] = larger;
      }
    });
  }

  /** What the next rows say where their event has no such field. */
  setAbsent(column: number, rows: number): void {
    const [from, to] = [this.#size, this.#size + rows];
    if (this.interned[column] === true) this.#integers[column]?.fill(-1, from, to);
    else this.#floats[column]?.fill(absentValue(this.definition.columns[column]), from, to);
  }

  /** What the next rows say in a column, which are as many as these. */
  setRows(column: number, values: Float64Array | Int32Array): void {
    (this.interned[column] === true ? this.#integers[column] : this.#floats[column])?.set(values, this.#size);
  }

  /** The rows up to here are filled. */
  setSize(size: number): void {
    this.#size = size;
  }

  /** The values of a column, one for each row; of a column that this table does not have, none. */
  column(name: string): Float64Array | Int32Array {
    const index = this.definition.columns.findIndex((column) => column.name === name);
    const array = this.interned[index] === true ? this.#integers[index] : this.#floats[index];
    return array?.subarray(0, this.#size) ?? NO_FLOATS;
  }
}

/** A column of doubles as it is; one of integers as doubles. */
export function floatsOf(table: ColumnTable, column: string): Float64Array {
  const values = table.column(column);
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

const NO_FLOATS = new Float64Array(0);
const NO_INTEGERS = new Int32Array(0);

/** A time span that was not measured took none; a number that is not there is none. */
function absentValue(definition: ColumnDefinition | undefined): number {
  return definition?.kind === 'nanos' ? 0 : Number.NaN;
}
