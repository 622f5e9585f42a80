export interface Sort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export type SortValue = string | number | bigint | undefined;

/** Names with numbers in them sort as people count: pod-2 before pod-10. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(first: string | number | bigint, second: string | number | bigint): number {
  if (typeof first === 'string' || typeof second === 'string') return collator.compare(String(first), String(second));
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Stable; rows without a value come last in both directions, because an unknown is never the extreme one looks for. */
export function sortRows<Row>(
  rows: readonly Row[],
  direction: Sort['direction'],
  valueOf: (row: Row) => SortValue,
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((left, right) => {
    const [first, second] = [valueOf(left), valueOf(right)];
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
    return sign * compare(first, second);
  });
}

/** A click on a column header: another column starts in its usual direction, the same one turns round. */
export function nextSort(sort: Sort | undefined, column: string, startsDescending = false): Sort {
  if (sort?.column !== column) return { column, direction: startsDescending ? 'descending' : 'ascending' };
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}
