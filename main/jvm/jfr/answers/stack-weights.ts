import type { WeightSource, WeightUnit } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import { selfWeights, type StackRows } from '../sums/stack-sums.ts';
import type { ColumnTable } from '../tables/column-table.ts';
import { remembered } from './remembered.ts';
import { rowsIn, type Scope } from './scope.ts';
import { unitOfSource, weighedTables } from './sources.ts';

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
  const rows = await stackRows(recording, question);
  return { unit: unitOfSource(of, count), events: countRows(rows), ...selfWeights(recording.names.stacks, rows) };
}

/** The rows of a source that lie in the scope, with their stacks: walking those is what makes the tree grow. */
export async function stackRows(recording: Recording, question: WeightQuestion): Promise<readonly WeighedRows[]> {
  const found: WeighedRows[] = [];
  for (const weighed of weighedTables(recording, question.of, question.count)) {
    const { event, table, values, factor } = weighed;
    const nodes = await recording.stackNodes(event);
    found.push({ table, nodes, rows: rowsIn(table, question), size: table.size, values, factor });
  }
  return found;
}

export function countRows(tables: readonly WeighedRows[]): number {
  return tables.reduce((sum, { rows, size }) => sum + (rows?.length ?? size), 0);
}

export interface WeighedRows extends StackRows {
  readonly table: ColumnTable;
}
