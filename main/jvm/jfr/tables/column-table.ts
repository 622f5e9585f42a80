import type { RecordingMemory } from '../reader/recording-memory.ts';
import { StoredColumn, type PackedRows } from './stored-column.ts';
import type { TableDefinition } from './table-definitions.ts';

/** In these columns a value is a number of `Names`, and -1 says that there is none. */
const INTERNED = new Set(['text', 'class', 'method', 'thread', 'stack']);

/** Rows of one kind of event, by columns: 15 bytes for a file read, where an object would take 200. */
export class ColumnTable {
  readonly definition: TableDefinition;
  readonly memory: RecordingMemory;
  readonly #none: StoredColumn;
  readonly #blocks: PackedRows[] = [];
  readonly #columns: readonly StoredColumn[];
  #size = 0;

  constructor(definition: TableDefinition, memory: RecordingMemory) {
    this.definition = definition;
    this.memory = memory;
    this.#none = new StoredColumn({ memory, size: 0, blocks: [] }, 0, false);
    this.#columns = definition.columns.map(({ kind }, index) => new StoredColumn(this, index, isInterned(kind)));
  }

  get size(): number {
    return this.#size;
  }

  get blocks(): readonly PackedRows[] {
    return this.#blocks;
  }

  /** Takes in rows as the module has packed them. */
  add(count: number, packed: Uint8Array, starts: Int32Array): void {
    this.#blocks.push({ before: this.#size, count, bytes: this.memory.store(packed), starts });
    this.#size += count;
  }

  /** A column as it is stored, for whoever goes over it block by block; of one that this table does not have, nothing. */
  stored(name: string): StoredColumn {
    return this.#columns[this.definition.columns.findIndex((column) => column.name === name)] ?? this.#none;
  }

  /** The values of a column, one for each row from there on; of a column that this table does not have, none. */
  column(name: string, from = 0): Float64Array | Int32Array {
    return this.stored(name).values(from);
  }
}

export function isInterned(kind: string): boolean {
  return INTERNED.has(kind);
}

/** A column of doubles as it is; one of integers as doubles. */
export function floatsOf(table: ColumnTable, column: string): Float64Array {
  const values = table.column(column);
  return values instanceof Float64Array ? values : Float64Array.from(values);
}
