import { describe, expect, it } from 'vitest';

import { RecordingMemory } from '../../../../../../main/jvm/jfr/reader/recording-memory.ts';
import { addedUp, columnFigures, sumsOverTime } from '../../../../../../main/jvm/jfr/sums/column-sums.ts';
import { dice } from '../../../../../fuzz/damage.ts';

const SEED = 20_261_127;
const memory = new RecordingMemory(SEED);

/** Whole numbers, so that the order of adding changes nothing; a few are negative, and of every `gaps`th there is none. */
function someValues(count: number, gaps = Number.POSITIVE_INFINITY): Float64Array {
  const roll = dice(SEED + count);
  return Float64Array.from({ length: count }, (_, row) => (row % gaps === 5 ? Number.NaN : roll(1000) - 10));
}

const weightOf = (value: number): number => (value > 0 ? value * 2 : 0);

// One row, fewer than are added up side by side, and more than go over at a time.
const COUNTS = [1, 2, 3, 7, 16_384, 40_001];

describe('columnFigures', () => {
  it.each(COUNTS.flatMap((count) => [[count, Number.POSITIVE_INFINITY] as const, [count, 6] as const]))(
    'tells of %i values, with none at every %i. of them, what one would find by hand',
    (count, gaps) => {
      const values = someValues(count, gaps);
      const there = [...values].filter((value) => !Number.isNaN(value));
      const most = Math.max(...there.slice(0, 1), ...there.map((value) => value));
      expect(columnFigures(memory, { rows: undefined, size: count }, values)).toEqual({
        count: there.length,
        sum: there.reduce((sum, value) => sum + value, 0),
        most,
        mostRow: values.indexOf(most),
        first: there[0],
        last: there.at(-1),
      });
    },
  );
});

describe('addedUp', () => {
  it.each(COUNTS)('leaves out of %i values what is negative or no number', (count) => {
    const values = someValues(count, 7);
    const expected = [...values].reduce((sum, value) => sum + weightOf(value), 0);
    expect(addedUp(memory, values, 2, { from: 0, weight: 0 })).toBe(expected);
  });
});

describe('sumsOverTime', () => {
  it.each(COUNTS.flatMap((count) => [[count, 100] as const, [count, Number.POSITIVE_INFINITY] as const]))(
    'adds %i weights to the spans that they lie in, whatever their order, and to the last what is before %i',
    (count, until) => {
      const roll = dice(count);
      const values = someValues(count, 9);
      // Many in a row, then somewhere else; also at the very borders, before the first span and behind the last.
      let at = 0;
      const times = Float64Array.from(
        { length: count },
        () => (at = roll(20) === 0 ? roll(130) - 10 : at + roll(2) / 8),
      );
      const spans = { from: 10, width: 7.5, count: 12, until };
      const expected = new Float64Array(spans.count);
      const counted = new Float64Array(spans.count);
      times.forEach((time, row) => {
        const place = Math.floor((time - spans.from) / spans.width);
        const span = place === spans.count && time < until ? spans.count - 1 : place;
        if (span < 0 || span >= spans.count) return;
        expected[span] = (expected[span] ?? 0) + weightOf(values[row] ?? 0);
        counted[span] = (counted[span] ?? 0) + 1;
      });
      expect([...sumsOverTime(memory, [{ times, values, factor: 2 }], spans)]).toEqual([...expected]);
      expect([...sumsOverTime(memory, [{ times, values: undefined, factor: 1 }], spans)]).toEqual([...counted]);
    },
  );
});
