import { startModule, type RecordingModule } from '../reader/recording-module.ts';

/** As many rows as the module takes at a time: few enough that they stay in the processor's cache. */
const BLOCK = 16_384;
/** A memory that has become larger for one question is not kept for the next. */
const MOST_KEPT_BYTES = 64 * 1024 ** 2;

export type Column = Float64Array | Int32Array;

/** Rows of a table: these, or all `size` of it. */
export interface ChosenRows {
  readonly rows: Int32Array | undefined;
  readonly size: number;
}

/** A block of rows, and a way to hand the module what they say. */
export interface RowBlock {
  readonly count: number;
  /** How many rows were before. */
  readonly before: number;
  put(where: Place, column: Column): void;
}

export type Place = 'first' | 'second' | 'values' | 'times';

let kept: RecordingModule | undefined;

/**
 * The module for one question; whoever asks has his answer before anybody else can ask.
 *
 * Loops over columns are short here and many: each of them would run slowly until it is compiled well, and then be over.
 */
export function withModule<Result>(ask: (module: RecordingModule) => Result): Result {
  kept ??= startModule();
  const module = kept;
  try {
    return ask(module);
  } finally {
    if (module.memory.buffer.byteLength > MOST_KEPT_BYTES) kept = undefined;
  }
}

/** Goes through the rows, a block after the other. */
export function eachBlock(module: RecordingModule, { rows, size }: ChosenRows, visit: (block: RowBlock) => void): void {
  const length = rows?.length ?? size;
  for (let before = 0; before < length; before += BLOCK) {
    const to = Math.min(before + BLOCK, length);
    visit({
      count: to - before,
      before,
      put: (where, column) => {
        const target = targetOf(module, where);
        if (column.length === 0) target.fill(where === 'first' || where === 'second' ? -1 : Number.NaN);
        else if (rows === undefined) target.set(column.subarray(before, to));
        else rows.subarray(before, to).forEach((row, index) => (target[index] = column[row] ?? Number.NaN));
      },
    });
  }
}

function targetOf(module: RecordingModule, where: Place): Column {
  const { buffer } = module.memory;
  switch (where) {
    case 'first':
      return new Int32Array(buffer, module.first_keys_address(), BLOCK);
    case 'second':
      return new Int32Array(buffer, module.second_keys_address(), BLOCK);
    case 'values':
      return new Float64Array(buffer, module.values_address(), BLOCK);
    case 'times':
      return new Float64Array(buffer, module.times_address(), BLOCK);
  }
}
