import type { RecordingModule } from '../reader/recording-module.ts';
import { StoredColumn } from '../tables/stored-column.ts';

/** As many rows as the module takes at a time: few enough that they stay in the processor's cache. */
const BLOCK = 16_384;

export type Column = Float64Array | Int32Array | StoredColumn;

/** Rows of a table: these, or all `size` of it, or of those all behind the first `from`. */
export interface ChosenRows {
  readonly rows: Int32Array | undefined;
  readonly size: number;
  readonly from?: number;
}

/** A block of rows, and a way to hand the module what they say. */
export interface RowBlock {
  readonly count: number;
  /** How many rows were before. */
  readonly before: number;
  put(where: Place, column: Column): void;
}

export type Place = 'first' | 'second' | 'values' | 'times';

/** Goes through the rows, a block after the other. */
export function eachBlock(
  module: RecordingModule,
  { rows, size, from = 0 }: ChosenRows,
  visit: (block: RowBlock) => void,
): void {
  const length = rows?.length ?? size;
  const unpacked = new Map<Column, Float64Array | Int32Array>();
  // Any row may be chosen next: the column is unpacked once for all of them.
  const whole = (column: Column): Float64Array | Int32Array => {
    if (!(column instanceof StoredColumn)) return column;
    const known = unpacked.get(column) ?? column.values();
    unpacked.set(column, known);
    return known;
  };
  for (let before = from; before < length; before += BLOCK) {
    const to = Math.min(before + BLOCK, length);
    visit({
      count: to - before,
      before,
      put: (where, column) => {
        if (rows === undefined && column instanceof StoredColumn && column.length > 0) {
          column.unpack(module, before, to, { address: addressOf(module, where), asKeys: isKey(where) });
          return;
        }
        const target = targetOf(module, where);
        const values = whole(column);
        if (values.length === 0) target.fill(isKey(where) ? -1 : Number.NaN);
        else if (rows === undefined) target.set(values.subarray(before, to));
        else rows.subarray(before, to).forEach((row, index) => (target[index] = values[row] ?? Number.NaN));
      },
    });
  }
}

function isKey(where: Place): boolean {
  return where === 'first' || where === 'second';
}

function addressOf(module: RecordingModule, where: Place): number {
  switch (where) {
    case 'first':
      return module.first_keys_address();
    case 'second':
      return module.second_keys_address();
    case 'values':
      return module.values_address();
    case 'times':
      return module.times_address();
  }
}

function targetOf(module: RecordingModule, where: Place): Float64Array | Int32Array {
  const { buffer } = module.memory;
  const address = addressOf(module, where);
  return isKey(where) ? new Int32Array(buffer, address, BLOCK) : new Float64Array(buffer, address, BLOCK);
}
