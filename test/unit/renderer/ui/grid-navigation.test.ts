import { describe, expect, it } from 'vitest';

import { gridMove, movedIndex } from '../../../../renderer/ui/grid-navigation.ts';

describe('movedIndex', () => {
  it('starts at the near end', () => {
    expect(movedIndex('next', undefined, 5, 3)).toBe(0);
    expect(movedIndex('previous', undefined, 5, 3)).toBe(4);
  });

  it('stops at both ends', () => {
    expect(movedIndex('previous', 0, 5, 3)).toBe(0);
    expect(movedIndex('pageForward', 3, 5, 3)).toBe(4);
    expect(movedIndex('last', 1, 5, 3)).toBe(4);
  });

  it('has nowhere to go without rows', () => {
    expect(movedIndex('next', undefined, 0, 3)).toBeUndefined();
  });
});

describe('gridMove', () => {
  it('knows its keys only, also those every object has', () => {
    expect(gridMove('PageDown')).toBe('pageForward');
    expect(gridMove('constructor')).toBeUndefined();
  });
});
