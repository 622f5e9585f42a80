import { describe, expect, it } from 'vitest';

import { percentile, percentilesOf } from '../../../../../../main/jvm/jfr/answers/percentile.ts';
import { dice } from '../../../../../fuzz/damage.ts';

const PARTS = [0.5, 0.95, 0.99];

describe('percentilesOf', () => {
  it('are those of the sorted values, whatever their order', () => {
    const roll = dice(20_261_126);
    for (let count = 0; count < 200; count += 1) {
      // Few different values, so that many are equal.
      const values = Float64Array.from({ length: count }, () => roll(1 + roll(count)));
      const sorted = values.slice().sort();
      expect(percentilesOf(values, PARTS)).toEqual(PARTS.map((part) => percentile(sorted, part)));
    }
  });
});
