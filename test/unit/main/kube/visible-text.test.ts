import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { visibleText } from '../../../../main/kube/visible-text.ts';

describe('visibleText', () => {
  it('shows what would act', () => {
    expect(visibleText('a\u001b[31m\u0000\u007f\r\n\tb\u202e\u0085', 100)).toBe('a␛[31m␀␡\n\tb��');
  });

  it('leaves nothing that acts, and no more than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.nat({ max: 60 }), (text, limit) => {
        const shown = visibleText(text, limit);
        expect(shown.length).toBeLessThanOrEqual(limit + 1);
        expect(
          Array.from(shown).every(
            (character) => character === '\n' || character === '\t' || !/\p{Cc}/u.test(character),
          ),
        ).toBe(true);
      }),
    );
  });
});
