import type { ColumnTable } from '../tables/column-table.ts';

export const NANOS_PER_MS = 1e6;

/** The part of a recording that an answer is about: milliseconds since its start, numbers of threads. */
export interface Scope {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly threads?: readonly number[] | undefined;
}

/** The rows of a table that lie in the scope; undefined where that is all of them, so that nobody lists three millions. */
export function rowsIn(table: ColumnTable, scope: Scope): Int32Array | undefined {
  if (scope.from === undefined && scope.to === undefined && scope.threads === undefined) return undefined;
  const rows = new Int32Array(table.size);
  let count = 0;
  eachRow(table, scope, (row) => {
    rows[count] = row;
    count += 1;
  });
  return rows.subarray(0, count);
}

/** Calls `each` for the rows of a table that lie in the scope; a row without a time is in none that has bounds. */
export function eachRow(table: ColumnTable, scope: Scope, each: (row: number) => void): void {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, threads } = scope;
  const bounded = scope.from !== undefined || scope.to !== undefined;
  const times = bounded ? table.column('time') : undefined;
  const ofRow = threads === undefined ? undefined : table.column('thread');
  const wanted = threads === undefined ? undefined : new Set(threads);
  for (let row = 0; row < table.size; row += 1) {
    if (bounded) {
      const time = (times?.[row] ?? Number.NaN) / NANOS_PER_MS;
      if (!(time >= from && time < to)) continue;
    }
    if (wanted !== undefined && !wanted.has(ofRow?.[row] ?? -1)) continue;
    each(row);
  }
}

/** How long the scope is, in milliseconds. */
export function scopeLength(scope: Scope, endNanos: number): number {
  const end = Math.min(scope.to ?? Number.POSITIVE_INFINITY, endNanos / NANOS_PER_MS);
  return Math.max(0, end - Math.max(scope.from ?? 0, 0));
}
