import type { WeightSource, WeightUnit } from '../../../../preload/contract/index.ts';
import { NO_NODE } from '../intern/names.ts';
import type { Recording } from '../recording.ts';
import { remembered } from './remembered.ts';
import { rowsIn, type Scope } from './scope.ts';
import { unitOfSource, weighedTables, rowWeights } from './sources.ts';

export interface WeightQuestion extends Scope {
  readonly of: WeightSource;
  readonly count: boolean;
}

/** What the nodes of the tree of all stacks weigh, each for itself. */
export interface StackWeights {
  readonly unit: WeightUnit;
  readonly events: number;
  /** Of all rows in scope, with and without a stack. */
  readonly total: number;
  readonly self: Float64Array;
}

export function stackWeights(recording: Recording, question: WeightQuestion): Promise<StackWeights> {
  const { of, count, from, to, threads } = question;
  const asked = { of, count, from, to, threads };
  return remembered(recording, 'stack weights', asked, () => addUp(recording, asked));
}

async function addUp(recording: Recording, question: WeightQuestion): Promise<StackWeights> {
  const { of, count } = question;
  let events = 0;
  let total = 0;
  const tables = weighedTables(recording, of, count);
  // All stacks first: walking them is what makes the tree grow.
  const nodes = new Map<string, Int32Array>();
  for (const { event } of tables) nodes.set(event, await recording.stackNodes(event));
  const self = new Float64Array(recording.names.nodes.size);
  for (const weighed of tables) {
    const nodeOf = nodes.get(weighed.event) ?? new Int32Array(0);
    const weightOf = rowWeights(weighed);
    const rows = rowsIn(weighed.table, question);
    const { length } = rows ?? nodeOf;
    events += length;
    for (let index = 0; index < length; index += 1) {
      const row = rows === undefined ? index : (rows[index] ?? 0);
      const weight = weightOf(row);
      const node = nodeOf[row] ?? NO_NODE;
      total += weight;
      if (node !== NO_NODE) self[node] = (self[node] ?? 0) + weight;
    }
  }
  return { unit: unitOfSource(of, count), events, total, self };
}
