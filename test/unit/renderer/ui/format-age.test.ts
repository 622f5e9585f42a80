import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatAge, untilAgeChange } from '../../../../renderer/ui/format-age.ts';

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
