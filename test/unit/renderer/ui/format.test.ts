import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatAge, untilAgeChange } from '../../../../renderer/ui/format-age.ts';
import { formatBytes } from '../../../../renderer/ui/format-bytes.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('formatAge', () => {
  it.each([
    [0, '0 s'],
    [-5_000, '0 s'],
    [59_999, '59 s'],
    [12 * minute, '12 min'],
    [3 * hour + 5 * minute, '3 h 5 min'],
    [4 * hour, '4 h'],
    [23 * hour + 59 * minute, '23 h'],
    [2 * day + 4 * hour, '2 d 4 h'],
    [400 * day, '400 d'],
  ])('reads %i ms as %s', (age, text) => {
    expect(formatAge(age)).toBe(text);
  });

  it('does not change before untilAgeChange says so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * day }), (age) => {
        const wait = untilAgeChange(age);
        return wait > 0 && formatAge(age + wait - 1) === formatAge(age);
      }),
    );
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [246_784, '241 KiB'],
    [1_048_575, '1.0 MiB'],
    [1.5 * 1024 ** 3, '1.5 GiB'],
    [10_200, '10 KiB'],
    [-2048, '−2.0 KiB'],
  ])('reads %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('never says 1024 of a unit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (bytes) => {
        const [number, unit] = formatBytes(Math.abs(bytes)).split(' ');
        return unit === 'EiB' || Number(number) < 1024;
      }),
    );
  });
});
