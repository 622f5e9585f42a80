import type { RecordingMemory } from '../reader/recording-memory.ts';
import { eachBlock, type ChosenRows, type Column } from './row-blocks.ts';

/** Of a column, without what is no number. */
export interface ColumnFigures {
  readonly count: number;
  readonly sum: number;
  readonly most: number;
  /** Which of the rows has it. */
  readonly mostRow: number;
  readonly first: number;
  readonly last: number;
}

export function columnFigures({ module }: RecordingMemory, rows: ChosenRows, values: Column): ColumnFigures {
  module.start_summary();
  eachBlock(module, rows, (block) => {
    block.put('values', values);
    module.summarize_rows(block.count, block.before);
  });
  const told = new Float64Array(module.memory.buffer, module.summary_address(), 6);
  const [count = 0, sum = 0, most = 0, mostRow = 0, first = 0, last = 0] = told;
  return { count, sum, most, mostRow, first, last };
}

/** What the rows from there on weigh, added to what those before do; what is missing or negative weighs nothing. */
export function addedUp(
  { module }: RecordingMemory,
  values: Column,
  factor: number,
  { from, weight }: { from: number; weight: number },
): number {
  let sum = weight;
  eachBlock(module, { rows: undefined, size: values.length, from }, (block) => {
    block.put('values', values);
    sum = module.add_up(block.count, factor, sum);
  });
  return sum;
}

/** What was added at each moment; undefined where it was one. */
export interface TimedValues {
  readonly times: Column;
  readonly values: Column | undefined;
  readonly factor: number;
}

/** Spans of time, all of the same width. */
export interface Spans {
  readonly from: number;
  readonly width: number;
  readonly count: number;
  /** What lies behind the last span, but before this, is counted in it. */
  readonly until: number;
}

/** How much there was in each span. What lies outside, is missing or negative adds nothing. */
export function sumsOverTime(
  { module }: RecordingMemory,
  parts: readonly TimedValues[],
  { from, width, count, until }: Spans,
): Float64Array {
  const address = module.start_times(count) >>> 0;
  if (address === 0) throw new RangeError('there is no memory for so many spans');
  for (const { times, values, factor } of parts) {
    eachBlock(module, { rows: undefined, size: times.length }, (block) => {
      block.put('times', times);
      if (values !== undefined) block.put('values', values);
      module.add_over_time(block.count, values === undefined ? 0 : 1, factor, address, count, from, width, until);
    });
  }
  return new Float64Array(module.memory.buffer, address, count).slice();
}
