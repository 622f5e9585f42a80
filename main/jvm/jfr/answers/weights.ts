import type { GroupedWeights, WeightGroup, WeightRow } from '../../../../preload/contract/index.ts';
import { FRAME, METHOD, NO_NODE } from '../intern/names.ts';
import type { Recording } from '../recording.ts';
import type { ColumnTable } from '../tables/column-table.ts';
import { percentile } from './percentile.ts';
import { eachRow } from './scope.ts';
import { unitOfSource, weighedTables } from './sources.ts';
import type { WeightQuestion } from './stack-weights.ts';

export interface WeightsQuestion extends WeightQuestion {
  readonly by: WeightGroup;
  readonly limit: number;
}

interface Group {
  events: number;
  weight: number;
  largest: number;
  readonly weights: number[];
}

/** Of each group, what percentiles are made of: enough for the 99th, and bounded. */
const WEIGHTS_KEPT = 20_000;

/** Who or what the weight of a source falls upon, the heaviest first. */
export async function weights(recording: Recording, question: WeightsQuestion): Promise<GroupedWeights> {
  const { of, count, by, limit } = question;
  const groups = new Map<number | string, Group>();
  const unit = unitOfSource(of, count);
  let events = 0;
  let total = 0;
  for (const { event, table, weightOf } of weighedTables(recording, of, count)) {
    const keyOf = await keys(recording, event, table, by);
    eachRow(table, question, (row) => {
      const weight = weightOf(row);
      const key = keyOf(row);
      events += 1;
      total += weight;
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { events: 0, weight: 0, largest: 0, weights: [] }));
      group.events += 1;
      group.weight += weight;
      group.largest = Math.max(group.largest, weight);
      if (unit === 'milliseconds' && group.weights.length < WEIGHTS_KEPT) group.weights.push(weight);
    });
  }
  const sorted = [...groups].sort(([, a], [, b]) => b.weight - a.weight || b.events - a.events);
  return {
    unit,
    by,
    events,
    total,
    rows: sorted.slice(0, limit).map(([key, group]) => weightRow(recording, by, key, group)),
    omitted: Math.max(0, sorted.length - limit),
  };
}

function weightRow(recording: Recording, by: WeightGroup, key: number | string, group: Group): WeightRow {
  const { events, weight, largest, weights: all } = group;
  const sorted = Float64Array.from(all).sort();
  return {
    label: labelOf(recording, by, key),
    ...((by === 'thread' || by === 'owner') && typeof key === 'number' && key >= 0 ? { thread: key } : {}),
    events,
    weight,
    largest,
    ...(sorted.length === 0
      ? {}
      : { percentiles: [percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99)] as const }),
  };
}

/** What a row is grouped by: a number of `Names`, or a text where it is made of two. */
async function keys(
  recording: Recording,
  event: string,
  table: ColumnTable,
  by: WeightGroup,
): Promise<(row: number) => number | string> {
  if (by === 'method' || by === 'caller') {
    const { nodes, frames } = recording.names;
    const nodeOf = await recording.stackNodes(event);
    return (row) => {
      const node = nodeOf[row] ?? NO_NODE;
      const wanted = by === 'method' || node === NO_NODE ? node : nodes.part(node, 0);
      return wanted === NO_NODE ? -1 : frames.part(nodes.part(wanted, 1), FRAME.method);
    };
  }
  if (by === 'host') {
    const hosts = table.column('host');
    const ports = table.column('port');
    return (row) => `${recording.names.texts.text(hosts[row] ?? -1)}:${String(ports[row] ?? '')}`;
  }
  const column = table.column(by);
  return (row) => column[row] ?? -1;
}

function labelOf({ names }: Recording, by: WeightGroup, key: number | string): string {
  if (typeof key === 'string') return key;
  if (by === 'thread' || by === 'owner') return names.threadName(key);
  if (by !== 'method' && by !== 'caller') return names.texts.text(key);
  if (key < 0) return '';
  const type = names.texts.text(names.methods.part(key, METHOD.type));
  const method = names.texts.text(names.methods.part(key, METHOD.name));
  return type === '' ? method : `${type}.${method}`;
}
