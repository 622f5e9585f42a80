import { describe, expect, it } from 'vitest';

import { nextSort, sortRows } from '../../../../renderer/ui/sort-rows.ts';

describe('sortRows', () => {
  it('counts numbers inside names', () => {
    expect(sortRows(['pod-10', 'pod-2', 'Pod-1'], 'ascending', (name) => name)).toEqual(['Pod-1', 'pod-2', 'pod-10']);
  });

  it('puts what has no value last in both directions', () => {
    const rows = [3, undefined, 1];
    expect(sortRows(rows, 'ascending', (row) => row)).toEqual([1, 3, undefined]);
    expect(sortRows(rows, 'descending', (row) => row)).toEqual([3, 1, undefined]);
  });

  it('keeps the order of equals', () => {
    const rows = ['b1', 'a1', 'b2', 'a2'];
    expect(sortRows(rows, 'descending', (row) => row.slice(0, 1))).toEqual(['b1', 'b2', 'a1', 'a2']);
  });
});

describe('nextSort', () => {
  it('starts ascending and turns round', () => {
    const first = nextSort(undefined, 'name');
    expect(first).toEqual({ column: 'name', direction: 'ascending' });
    expect(nextSort(first, 'name').direction).toBe('descending');
    expect(nextSort(first, 'age')).toEqual({ column: 'age', direction: 'ascending' });
  });
});
