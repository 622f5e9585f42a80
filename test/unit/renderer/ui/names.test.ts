import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contextColor, contextColorCount } from '../../../../renderer/ui/context-color.ts';
import { splitName } from '../../../../renderer/ui/split-name.ts';

describe('splitName', () => {
  it('keeps the end, where pod names differ', () => {
    expect(splitName('http-server-b8f56c44c-vh8tr', 6)).toEqual(['http-server-b8f56c44c', '-vh8tr']);
    expect(splitName('short', 6)).toEqual(['short', '']);
  });

  it('never loses or breaks a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (name, keep) => {
        const [start, end] = splitName(name, keep);
        return start + end === name && start.isWellFormed() && end.isWellFormed();
      }),
    );
  });
});

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
