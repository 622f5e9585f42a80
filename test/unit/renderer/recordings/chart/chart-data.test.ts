import { expect, test } from 'vitest';

import {
  alignSeries,
  moveEdge,
  orNothing,
  type ChartSeries,
} from '../../../../../renderer/recordings/chart/chart-data.ts';

const series = (change: Partial<ChartSeries>): ChartSeries => ({
  id: 'x',
  label: 'x',
  unit: 'share',
  format: String,
  color: '--color-accent',
  at: [],
  values: [],
  kind: 'line',
  ...change,
});

test('series of different moments share one axis; a gap stays a gap', () => {
  const { at, values } = alignSeries([
    series({ at: [0, 10], values: [1, null] }),
    series({ at: [5], values: [7] }),
    series({ at: [0, 10], values: [0, 300], kind: 'marks' }),
  ]);
  expect(at).toEqual([0, 5, 10]);
  expect(values[0]).toEqual([1, undefined, null]);
  expect(values[1]).toEqual([undefined, 7, undefined]);
  expect(values[2]?.map((value) => value !== undefined)).toEqual([false, false, true]);
});

test('the edges of a selection stay in the span and apart', () => {
  const span = { from: 0, to: 1000 };
  expect(moveEdge(span, 'from', 0.1, span)).toEqual({ from: 100, to: 1000 });
  expect(moveEdge({ from: 100, to: 200 }, 'from', 0.5, span)).toEqual({ from: 199, to: 200 });
  expect(moveEdge({ from: 100, to: 200 }, 'to', -0.5, span)).toEqual({ from: 100, to: 101 });
  expect(moveEdge({ from: 100, to: 200 }, 'from', -0.5, span)).toEqual({ from: 0, to: 200 });
});

test('a selection of everything is none', () => {
  expect(orNothing({ from: 0, to: 1000 }, { from: 0, to: 1000 })).toBeUndefined();
  expect(orNothing({ from: 0, to: 900 }, { from: 0, to: 1000 })).toEqual({ from: 0, to: 900 });
});
