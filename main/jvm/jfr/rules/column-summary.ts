import { NANOS_PER_MS, rowsIn } from '../answers/scope.ts';
import type { ColumnSummary, Judged } from './rule.ts';

/** Of a table's rows in scope; nothing where it has none. */
export function summarize({ recording, scope }: Judged, event: string, column: string): ColumnSummary | undefined {
  const table = recording.tables.get(event);
  if (table === undefined || table.size === 0) return undefined;
  const values = table.column(column);
  const times = table.column('time');
  // Of threads only what is counted by thread; these are about the whole JVM.
  const rows = rowsIn(table, { from: scope.from, to: scope.to });
  const { length } = rows ?? values;
  const summary = { count: 0, sum: 0, most: Number.NEGATIVE_INFINITY, mostAt: 0, first: 0, last: 0 };
  for (let index = 0; index < length; index += 1) {
    const row = rows === undefined ? index : (rows[index] ?? 0);
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (summary.count === 0) summary.first = value;
    summary.last = value;
    summary.count += 1;
    summary.sum += value;
    if (value > summary.most) {
      summary.most = value;
      summary.mostAt = (times[row] ?? 0) / NANOS_PER_MS;
    }
  }
  return summary.count === 0 ? undefined : summary;
}
