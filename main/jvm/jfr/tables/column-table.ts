import type { ColumnDefinition, TableDefinition } from './table-definitions.ts';

const SMALLEST = 256;

/** In these columns a value is a number of `Names`, and -1 says that there is none. */
const INTERNED = new Set(['text', 'class', 'thread', 'stack']);

/** Rows of one kind of event, by columns: 36 bytes for a file read, where an object would take 200. */
export class ColumnTable {
  readonly definition: TableDefinition;
  /** The row to be added, in the order of the definition's columns. */
  readonly row: Float64Array;
  readonly #columns: (Float64Array | Int32Array)[];
  readonly #floats: readonly number[];
  readonly #ints: readonly number[];
  #capacity = SMALLEST;
  #size = 0;

  constructor(definition: TableDefinition) {
    this.definition = definition;
    const { columns } = definition;
    this.row = new Float64Array(columns.length);
    this.#columns = columns.map((column) => arrayFor(column, SMALLEST));
    const indexes = columns.map((_, index) => index);
    this.#ints = indexes.filter((index) => this.#columns[index] instanceof Int32Array);
    this.#floats = indexes.filter((index) => this.#columns[index] instanceof Float64Array);
  }

  get size(): number {
    return this.#size;
  }

  add(): void {
    if (this.#size === this.#capacity) this.#grow();
    const { row } = this;
    for (const index of this.#floats) (this.#columns[index] as Float64Array)[this.#size] = row[index] ?? 0;
    for (const index of this.#ints) (this.#columns[index] as Int32Array)[this.#size] = row[index] ?? -1;
    this.#size += 1;
  }

  /** Forgets the rows behind these: a chunk that was still being written is read again. */
  shrink(size: number): void {
    this.#size = Math.min(this.#size, size);
  }

  /** The values of a column, one for each row; of a column that this table does not have, none. */
  column(name: string): Float64Array | Int32Array {
    const index = this.definition.columns.findIndex((column) => column.name === name);
    return this.#columns[index]?.subarray(0, this.#size) ?? new Float64Array(0);
  }

  #grow(): void {
    // Half as much again once it is large: doubling would hold three times the rows while copying.
    this.#capacity = this.#capacity < 65_536 ? this.#capacity * 4 : Math.ceil(this.#capacity * 1.5);
    this.definition.columns.forEach((column, index) => {
      const larger = arrayFor(column, this.#capacity);
      larger.set(this.#columns[index] ?? []);
      this.#columns[index] = larger;
    });
  }
}

function arrayFor({ kind }: ColumnDefinition, length: number): Float64Array | Int32Array {
  return INTERNED.has(kind) ? new Int32Array(length) : new Float64Array(length);
}
