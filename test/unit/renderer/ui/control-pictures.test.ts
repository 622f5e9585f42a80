import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { showControlCharacters } from '../../../../renderer/ui/control-pictures.ts';

// Written apart from the code under test: by Unicode category, not by list.
const dangerous = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;
const withoutTabs = (text: string): string => text.replace(/[\t\n]/g, '');
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0x20ff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
);

describe('showControlCharacters', () => {
  it('shows what would act as what it is', () => {
    expect(showControlCharacters('\u001b[31mred\u0007\u007f')).toBe('␛[31mred␇␡');
    expect(showControlCharacters('evil\u202egpj.exe')).toBe('evil⟨RLO⟩gpj.exe');
    expect(showControlCharacters('\u009b2J')).toBe('⟨9B⟩2J');
    expect(showControlCharacters('a\r\nb')).toBe('a␍\nb');
    expect(showControlCharacters('\ud800')).toBe('⟨D800⟩');
  });

  it('leaves nothing that acts, whatever comes in', () => {
    fc.assert(
      fc.property(anyText, (text) => !dangerous.test(withoutTabs(showControlCharacters(text)))),
      {
        numRuns: 2_000,
      },
    );
  });

  it('leaves ordinary text, its tabs and lines as they are', () => {
    const ordinary = fc.string({ unit: fc.constantFrom(...Array.from('aZ09 \t\n_-./äß漢字😀🏳️‍🌈')) });
    fc.assert(fc.property(ordinary, (text) => showControlCharacters(text) === text));
  });

  it('shows twice what it shows once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = showControlCharacters(text);
        return showControlCharacters(shown) === shown;
      }),
    );
  });
});
