import type { GroupedWeights, WeightGroup, WeightRow } from '../../../../preload/contract/index.ts';
import { FRAME, METHOD, NO_NODE } from '../intern/names.ts';
import type { Recording } from '../recording.ts';
import { GroupNumbers, type GroupKeys } from './group-numbers.ts';
import { percentilesOf } from './percentile.ts';
import { rowsIn } from './scope.ts';
import { unitOfSource, weighedTables, weightIn, type WeighedTable } from './sources.ts';
import type { WeightQuestion } from './stack-weights.ts';

export interface WeightsQuestion extends WeightQuestion {
  readonly by: WeightGroup;
  readonly limit: number;
}

/** The rows in scope of one table, each with its group. */
interface Part {
  readonly weighed: WeighedTable;
  readonly rows: Int32Array | undefined;
  readonly groups: Int32Array;
}

interface Group {
  readonly group: number;
  events: number;
  weight: number;
  largest: number;
  /** Undefined where none are counted. */
  bytes: number | undefined;
  /** All weights, where percentiles are wanted. */
  weights: Float64Array;
}

/** Who or what the weight of a source falls upon, the heaviest first. */
export async function weights(recording: Recording, question: WeightsQuestion): Promise<GroupedWeights> {
  const { of, count, by, limit } = question;
  const unit = unitOfSource(of, count);
  const numbers = new GroupNumbers(recording.names.seed);
  const parts: Part[] = [];
  for (const weighed of weighedTables(recording, of, count)) {
    const rows = rowsIn(weighed.table, question);
    const keys = await keysOf(recording, weighed, by);
    parts.push({ weighed, rows, groups: numbers.groupsOf(keys, rows, weighed.table.size) });
  }
  const groups = Array.from({ length: numbers.size }, (_, group): Group => {
    return { group, events: 0, weight: 0, largest: 0, bytes: undefined, weights: NO_WEIGHTS };
  });
  for (const part of parts) {
    addUp(part, groups);
    addBytes(part, groups);
  }
  const sorted = [...groups].sort((a, b) => b.weight - a.weight || b.events - a.events);
  const shown = sorted.slice(0, limit);
  if (unit === 'milliseconds') gather(parts, groups, shown);
  return {
    unit,
    by,
    events: groups.reduce((sum, { events }) => sum + events, 0),
    total: groups.reduce((sum, { weight }) => sum + weight, 0),
    rows: shown.map((group) => weightRow(recording, by, numbers.keyOf(group.group), group)),
    omitted: sorted.length - shown.length,
  };
}

const NO_WEIGHTS = new Float64Array(0);

function addUp({ weighed: { values, factor }, rows, groups: groupOf }: Part, groups: readonly Group[]): void {
  const events = new Float64Array(groups.length);
  const sums = new Float64Array(groups.length);
  const largest = new Float64Array(groups.length);
  for (let index = 0; index < groupOf.length; index += 1) {
    const group = groupOf[index] ?? 0;
    const row = rows === undefined ? index : (rows[index] ?? 0);
    const weight = values === undefined ? 1 : weightIn(values, factor, row);
    events[group] = (events[group] ?? 0) + 1;
    sums[group] = (sums[group] ?? 0) + weight;
    if (weight > (largest[group] ?? 0)) largest[group] = weight;
  }
  for (const group of groups) {
    group.events += events[group.group] ?? 0;
    group.weight += sums[group.group] ?? 0;
    group.largest = Math.max(group.largest, largest[group.group] ?? 0);
  }
}

function addBytes({ weighed: { bytes }, rows, groups: groupOf }: Part, groups: readonly Group[]): void {
  if (bytes === undefined) return;
  const sums = new Float64Array(groups.length);
  for (let index = 0; index < groupOf.length; index += 1) {
    const group = groupOf[index] ?? 0;
    sums[group] = (sums[group] ?? 0) + weightIn(bytes, 1, rows === undefined ? index : (rows[index] ?? 0));
  }
  for (const group of groups) group.bytes = (group.bytes ?? 0) + (sums[group.group] ?? 0);
}

/** Gives those groups that are shown all of their weights. */
function gather(parts: readonly Part[], groups: readonly Group[], shown: readonly Group[]): void {
  for (const group of shown) group.weights = new Float64Array(group.events);
  const arrays = groups.map((group) => group.weights);
  const filled = new Int32Array(groups.length);
  for (const part of parts) gatherPart(part, arrays, filled);
}

function gatherPart(
  { weighed: { values = NO_WEIGHTS, factor }, rows, groups: groupOf }: Part,
  arrays: readonly Float64Array[],
  filled: Int32Array,
): void {
  for (let index = 0; index < groupOf.length; index += 1) {
    const group = groupOf[index] ?? 0;
    const place = filled[group] ?? 0;
    const array = arrays[group] ?? NO_WEIGHTS;
    if (place >= array.length) continue;
    array[place] = weightIn(values, factor, rows === undefined ? index : (rows[index] ?? 0));
    filled[group] = place + 1;
  }
}

function weightRow(
  recording: Recording,
  by: WeightGroup,
  [key, second]: readonly [number, number],
  group: Group,
): WeightRow {
  const { events, weight, largest, bytes, weights: all } = group;
  const [p50 = 0, p90 = 0, p99 = 0] = percentilesOf(all, [0.5, 0.9, 0.99]);
  return {
    label: labelOf(recording, by, key, second),
    ...((by === 'thread' || by === 'owner') && key >= 0 ? { thread: key } : {}),
    events,
    weight,
    largest,
    ...(bytes === undefined ? {} : { bytes }),
    ...(all.length === 0 ? {} : { percentiles: [p50, p90, p99] as const }),
  };
}

/** What rows are grouped by: numbers of `Names`; of a host also the port. */
async function keysOf(recording: Recording, { event, table }: WeighedTable, by: WeightGroup): Promise<GroupKeys> {
  if (by === 'host') return { first: table.column('host'), second: table.column('port') };
  if (by !== 'method' && by !== 'caller') return { first: table.column(by), second: undefined };
  const { nodes, frames } = recording.names;
  const first = Int32Array.from(await recording.stackNodes(event));
  for (let row = 0; row < first.length; row += 1) {
    const node = first[row] ?? NO_NODE;
    const wanted = by === 'method' || node === NO_NODE ? node : nodes.part(node, 0);
    first[row] = wanted === NO_NODE ? -1 : frames.part(nodes.part(wanted, 1), FRAME.method);
  }
  return { first, second: undefined };
}

function labelOf({ names }: Recording, by: WeightGroup, key: number, second: number): string {
  if (by === 'host') return `${names.texts.text(key)}:${String(second)}`;
  if (by === 'thread' || by === 'owner') return names.threadName(key);
  if (by !== 'method' && by !== 'caller') return names.texts.text(key);
  if (key < 0) return '';
  const type = names.texts.text(names.methods.part(key, METHOD.type));
  const method = names.texts.text(names.methods.part(key, METHOD.name));
  return type === '' ? method : `${type}.${method}`;
}
