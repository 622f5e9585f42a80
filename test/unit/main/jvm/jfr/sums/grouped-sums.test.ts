import { describe, expect, it } from 'vitest';

import { RecordingMemory } from '../../../../../../main/jvm/jfr/reader/recording-memory.ts';
import { groupedSums, type GroupedRows } from '../../../../../../main/jvm/jfr/sums/grouped-sums.ts';
import { percentile } from '../../../../../../main/jvm/jfr/sums/percentile.ts';
import { dice } from '../../../../../fuzz/damage.ts';

const PARTS = [0.5, 0.95, 0.99];
const SEED = 20_261_126;

/** More rows than go over at a time, in more groups than there is room for at first. */
function someRows(
  count: number,
  groups: number,
): GroupedRows & Readonly<{ first: Int32Array; second: Float64Array; values: Float64Array }> {
  const roll = dice(SEED + count);
  // Few different values, so that many are equal; some that weigh nothing.
  const values = Float64Array.from({ length: count }, () => (roll(50) === 0 ? Number.NaN : roll(1 + roll(count)) - 3));
  return {
    rows: undefined,
    size: count,
    first: Int32Array.from({ length: count }, () => roll(groups) - 1),
    second: Float64Array.from({ length: count }, () => roll(2)),
    values,
    factor: 0.5,
  };
}

describe('groupedSums', () => {
  it.each([
    [0, 1],
    [1, 1],
    [199, 7],
    [40_000, 2000],
  ])(
    'adds up %i rows in %i groups as one would by hand, with the percentiles of the sorted values',
    (count, groups) => {
      const table = someRows(count, groups);
      const expected = new Map<string, number[]>();
      for (let row = 0; row < count; row += 1) {
        const key = `${String(table.first[row])} ${String(table.second[row])}`;
        const weight = Math.max(0, (table.values[row] ?? 0) * table.factor || 0);
        expected.set(key, [...(expected.get(key) ?? []), weight]);
      }
      const found = groupedSums(new RecordingMemory(SEED), [table], { seed: SEED, parts: PARTS, choose: (all) => all });
      expect(found).toHaveLength(expected.size);
      for (const { first, second, events, weight, largest, percentiles } of found) {
        const weights = expected.get(`${String(first)} ${String(second)}`)!;
        const sorted = Float64Array.from(weights).sort();
        expect([events, weight, largest]).toEqual([weights.length, sorted.reduce((a, b) => a + b, 0), sorted.at(-1)]);
        expect(percentiles).toEqual(PARTS.map((part) => percentile(sorted, part)));
      }
    },
  );

  it('counts rows that are chosen, each as one where nothing weighs them', () => {
    const table = { ...someRows(40_000, 3), rows: Int32Array.of(5, 5, 39_999), values: undefined };
    const found = groupedSums(new RecordingMemory(SEED), [table], { seed: SEED, parts: [], choose: (all) => all });
    expect(found.reduce((sum, { events }) => sum + events, 0)).toBe(3);
    expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBe(3);
  });
});
