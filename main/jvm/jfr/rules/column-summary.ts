import { NANOS_PER_MS, rowsIn } from '../answers/scope.ts';
import { columnFigures } from '../sums/column-sums.ts';
import type { ColumnSummary, Judged } from './rule.ts';

/** Of a table's rows in scope; nothing where it has none. */
export function summarize({ recording, scope }: Judged, event: string, column: string): ColumnSummary | undefined {
  const table = recording.tables.get(event);
  if (table === undefined || table.size === 0) return undefined;
  const values = table.stored(column);
  // Of threads only what is counted by thread; these are about the whole JVM.
  const rows = rowsIn(table, { from: scope.from, to: scope.to });
  const { count, sum, most, mostRow, first, last } = columnFigures(table.memory, { rows, size: table.size }, values);
  const row = rows === undefined ? mostRow : (rows[mostRow] ?? 0);
  return count === 0
    ? undefined
    : { count, sum, most, mostAt: (table.stored('time').at(row) ?? 0) / NANOS_PER_MS, first, last };
}
