import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nameKey } from '../../../../renderer/files/name-key.ts';

const inOrder = (...names: readonly string[]): boolean =>
  names.every((name, at) => at === 0 || nameKey(names[at - 1] ?? '') < nameKey(name));

describe('nameKey', () => {
  it('sorts as people count, whatever the case', () => {
    expect(inOrder('-x', '.y', '2', '10', 'a', 'B', 'c')).toBe(true);
    expect(inOrder('pod-2', 'pod-10', 'pod-10a', 'pod-a')).toBe(true);
    expect(inOrder('Log 9.txt', 'log 10.txt', 'LOG 11.txt')).toBe(true);
    expect(inOrder('v1.9', 'v1.10', 'v2.0')).toBe(true);
    expect(inOrder('a7', 'a07', 'a8', 'a008', 'a9')).toBe(true);
    expect(inOrder('99999999', '100000000', `1${'0'.repeat(200)}`, `9${'0'.repeat(200)}`)).toBe(true);
    expect(inOrder('a/', 'a1', 'a:')).toBe(true);
  });

  it('compares numbers at the same place by their value', () => {
    const natural = fc.bigInt({ min: 0n, max: 10n ** 40n });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c.é]{0,4}$/), natural, natural, (before, one, other) => {
        expect(nameKey(`${before}${one}x`) < nameKey(`${before}${other}x`)).toBe(one < other);
      }),
    );
  });

  it('has another one for every name', () => {
    const name = fc.stringMatching(/^[abA0-2.]{0,6}$/);
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(nameKey(one) === nameKey(other)).toBe(one === other);
      }),
    );
  });
});
