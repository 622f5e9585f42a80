import { describe, expect, it } from 'vitest';

import { markedAfter } from '../../../../renderer/ui/marked-rows.ts';

describe('markedAfter', () => {
  const keyAt = (index: number): string => 'abcdefg'.charAt(index);
  const step = (marked: string, how: 'only' | 'toggle' | 'range', index: number, anchor = 0): string =>
    [...markedAfter(new Set(marked), { how, index, anchor, keyAt })].join('');

  it('chooses one, one more or one less, and all between', () => {
    expect(step('ab', 'only', 3)).toBe('d');
    expect(step('ab', 'toggle', 3)).toBe('abd');
    expect(step('abd', 'toggle', 3)).toBe('ab');
    expect(step('g', 'range', 4, 2)).toBe('cde');
    expect(step('g', 'range', 2, 4)).toBe('cde');
  });
});
