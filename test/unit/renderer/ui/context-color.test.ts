import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contextColor, contextColorCount } from '../../../../renderer/ui/context-color.ts';

describe('contextColor', () => {
  it('is the same for a name, and one of the colours there are', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const color = contextColor(name);
        return color === contextColor(name) && Number.isInteger(color) && color >= 0 && color < contextColorCount;
      }),
    );
  });

  it('spreads names that differ by a number only', () => {
    const counts = Array.from({ length: contextColorCount }, () => 0);
    for (let number = 0; number < 1_000; number += 1) {
      const color = contextColor(`cluster-${number}`);
      counts[color] = (counts[color] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(150);
  });
});
