import type { RecordingMemory } from '../reader/recording-memory.ts';
import type { RecordingModule } from '../reader/recording-module.ts';
import { percentileOf } from './percentile.ts';
import { eachBlock, type ChosenRows, type Column, type RowBlock } from './row-blocks.ts';

/** Rows of one table, what they are grouped by, and what they weigh. */
export interface GroupedRows extends ChosenRows {
  readonly first: Column;
  readonly second?: Column | undefined;
  /** Undefined where each counts one. */
  readonly values: Column | undefined;
  readonly factor: number;
  /** What the rows moved, where they moved anything. */
  readonly bytes?: Column | undefined;
}

export interface Group {
  readonly number: number;
  readonly first: number;
  readonly second: number;
  readonly events: number;
  readonly weight: number;
  readonly largest: number;
  readonly bytes: number;
}

export interface GroupPercentiles extends Group {
  /** Of the parts that were asked for. */
  readonly percentiles: readonly number[];
}

export interface GroupingOptions {
  readonly seed: number;
  /** Parts of one, ascending: these percentiles are found of the chosen groups' weights. */
  readonly parts: readonly number[];
  readonly choose: (groups: readonly Group[]) => readonly Group[];
}

/** A group's doubles, and then its keys, in the module's memory. */
const DOUBLE = { events: 0, weight: 1, largest: 2, bytes: 3 } as const;
const DOUBLES_OF_GROUP = 6;
/** Its group, and its weight. */
const BYTES_OF_KEPT_ROW = 12;
const KEY = { first: 8, second: 9 } as const;

/** Adds up rows that have the same keys. */
export function groupedSums(
  memory: RecordingMemory,
  tables: readonly GroupedRows[],
  { seed, parts, choose }: GroupingOptions,
): readonly GroupPercentiles[] {
  const keptRows = parts.length === 0 ? 0 : tables.reduce((sum, { rows, size }) => sum + (rows?.length ?? size), 0);
  const module = memory.moduleFor(keptRows * BYTES_OF_KEPT_ROW);
  let count = 0;
  if (module.start_groups(seed, keptRows) === 0) throw new RangeError('there is no memory for groups');
  for (const table of tables) {
    const { values, factor, bytes } = table;
    eachBlock(module, table, (block) => {
      count = groupRows(module, block, table);
      if (values !== undefined) block.put('values', values);
      module.add_weights(block.count, values === undefined ? 0 : 1, factor);
      if (bytes === undefined) return;
      block.put('values', bytes);
      module.add_bytes(block.count);
    });
  }
  const chosen = choose(readGroups(module, count));
  if (parts.length === 0) return chosen.map((group) => ({ ...group, percentiles: [] }));
  gatherWeights(module, tables, chosen);
  return chosen.map((group) => ({ ...group, percentiles: parts.map(percentileIn(module, group)) }));
}

function groupRows(module: RecordingModule, block: RowBlock, { first, second }: GroupedRows): number {
  block.put('first', first);
  if (second !== undefined) block.put('second', second);
  const count = module.group_rows(block.count, second === undefined ? 0 : 1);
  if (count < 0) throw new RangeError('there is no memory for so many groups');
  return count;
}

function readGroups(module: RecordingModule, count: number): readonly Group[] {
  const { buffer } = module.memory;
  const doubles = new Float64Array(buffer, module.groups_address() >>> 0, count * DOUBLES_OF_GROUP);
  const keys = new Int32Array(buffer, module.groups_address() >>> 0, count * DOUBLES_OF_GROUP * 2);
  return Array.from({ length: count }, (_, number) => {
    const at = number * DOUBLES_OF_GROUP;
    return {
      number,
      first: keys[at * 2 + KEY.first] ?? 0,
      second: keys[at * 2 + KEY.second] ?? 0,
      events: doubles[at + DOUBLE.events] ?? 0,
      weight: doubles[at + DOUBLE.weight] ?? 0,
      largest: doubles[at + DOUBLE.largest] ?? 0,
      bytes: doubles[at + DOUBLE.bytes] ?? 0,
    };
  });
}

/** All weights of these groups, which takes a second look at the rows. */
function gatherWeights(module: RecordingModule, tables: readonly GroupedRows[], groups: readonly Group[]): void {
  for (const { number } of groups) module.want_weights(number);
  if (module.start_weights() === 0) throw new RangeError('there is no memory for so many weights');
  for (const table of tables) {
    const { values, factor } = table;
    eachBlock(module, table, (block) => {
      if (values !== undefined) block.put('values', values);
      module.keep_weights(block.count, values === undefined ? 0 : 1, factor);
    });
  }
}

function percentileIn(module: RecordingModule, { number, events }: Group): (part: number) => number {
  // What was put in its place for a smaller rank stays there.
  let from = 0;
  const ranked = {
    count: events,
    at: (rank: number) => {
      const weight = module.weight_at_rank(number, from, rank);
      from = rank;
      return weight;
    },
    behind: (rank: number) => module.least_behind(number, rank),
  };
  return (part) => percentileOf(ranked, part);
}
