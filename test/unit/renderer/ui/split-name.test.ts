import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

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
