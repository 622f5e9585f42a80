import type { GroupedWeights, WeightGroup, WeightRow } from '../../../../preload/contract/index.ts';
import { METHOD } from '../intern/interned-methods.ts';
import { FRAME, NO_NODE } from '../intern/stack-tree.ts';
import type { Recording } from '../recording.ts';
import { groupedSums, type GroupedRows, type GroupPercentiles } from '../sums/grouped-sums.ts';
import { rowsIn } from './scope.ts';
import { unitOfSource, weighedTables, type WeighedTable } from './sources.ts';
import type { WeightQuestion } from './stack-weights.ts';

export interface WeightsQuestion extends WeightQuestion {
  readonly by: WeightGroup;
  readonly limit: number;
}

const PERCENTILES: readonly number[] = [0.5, 0.9, 0.99];

/** Who or what the weight of a source falls upon, the heaviest first. */
export async function weights(recording: Recording, question: WeightsQuestion): Promise<GroupedWeights> {
  const { of, count, by, limit } = question;
  const unit = unitOfSource(of, count);
  const tables: GroupedRows[] = [];
  for (const weighed of weighedTables(recording, of, count)) {
    const { table, values, factor, bytes } = weighed;
    const keys = await keysOf(recording, weighed, by);
    tables.push({ ...keys, rows: rowsIn(table, question), size: table.size, values, factor, bytes });
  }
  const totals = { events: 0, weight: 0, groups: 0 };
  const shown = groupedSums(recording.memory, tables, {
    seed: recording.names.seed,
    parts: unit === 'milliseconds' ? PERCENTILES : [],
    choose: (groups) => {
      totals.groups = groups.length;
      for (const { events, weight } of groups) {
        totals.events += events;
        totals.weight += weight;
      }
      return groups.toSorted((a, b) => b.weight - a.weight || b.events - a.events).slice(0, limit);
    },
  });
  const movesBytes = tables.some(({ bytes }) => bytes !== undefined);
  return {
    unit,
    by,
    events: totals.events,
    total: totals.weight,
    rows: shown.map((group) => weightRow(recording, by, group, movesBytes)),
    omitted: totals.groups - shown.length,
  };
}

function weightRow(
  recording: Recording,
  by: WeightGroup,
  { first, second, events, weight, largest, bytes, percentiles }: GroupPercentiles,
  movesBytes: boolean,
): WeightRow {
  const [p50, p90, p99] = percentiles;
  return {
    label: labelOf(recording, by, first, second),
    ...((by === 'thread' || by === 'owner') && first >= 0 ? { thread: first } : {}),
    events,
    weight,
    largest,
    ...(movesBytes ? { bytes } : {}),
    ...(p50 === undefined || p90 === undefined || p99 === undefined ? {} : { percentiles: [p50, p90, p99] as const }),
  };
}

type Keys = Pick<GroupedRows, 'first' | 'second'>;

/** What rows are grouped by: numbers of `Names`; of a host also the port. */
async function keysOf(recording: Recording, { event, table }: WeighedTable, by: WeightGroup): Promise<Keys> {
  if (by === 'host') return { first: table.stored('host'), second: table.stored('port') };
  if (by !== 'method' && by !== 'caller') return { first: table.stored(by) };
  const { stacks } = recording.names;
  const first = Int32Array.from(await recording.stackNodes(event));
  for (let row = 0; row < first.length; row += 1) {
    const node = first[row] ?? NO_NODE;
    const wanted = by === 'method' || node === NO_NODE ? node : stacks.parentOf(node);
    first[row] = wanted === NO_NODE ? -1 : stacks.partOf(stacks.frameOf(wanted), FRAME.method);
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
