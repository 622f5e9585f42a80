import { expect, test } from 'vitest';

import { formatMetric, formatShare, formatSpan, formatWeight } from '../../../../renderer/recordings/format-figures.ts';

test('a span has two or three figures in the unit that people would say', () => {
  expect([0, 0.0004, 0.35, 12, 999.4, 999.6, 4720, 59_990, 125_000, 3_600_000, 11_520_000].map(formatSpan)).toEqual([
    '0 ms',
    '1 µs',
    '0.35 ms',
    '12 ms',
    '999 ms',
    '1 s',
    '4.72 s',
    '60 s',
    '2 min 5 s',
    '1 h',
    '3 h 12 min',
  ]);
});

test('a share that is not nothing never reads as nothing', () => {
  expect([0, 0.0001, 0.382, 1].map(formatShare)).toEqual(['0.0 %', '< 0.1 %', '38.2 %', '100.0 %']);
});

test('a weight says its unit', () => {
  expect(formatWeight(1, 'samples')).toBe('1 sample');
  expect(formatWeight(1204, 'events')).toBe('1,204 events');
  expect(formatWeight(2048, 'bytes')).toBe('2.0 KiB');
  expect(formatMetric(0.5, 'share')).toBe('50.0 %');
  expect(formatMetric(1536, 'bytesPerSecond')).toBe('1.5 KiB/s');
  expect([12.34, 75_189].map((value) => formatMetric(value, 'perSecond'))).toEqual(['12.3/s', '75,189/s']);
});
