import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { localName, uniqueLocalName } from '../../../../main/files/local-name.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('.', ' ', 'c', 'o', 'n', '\n', ':', '\u202e', '\u200b', '/', '\\', 'é', 'e\u0301', '1'),
    maxLength: 300,
  }),
);
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

describe('names on the disk of the person', () => {
  it('are valid everywhere and stay as they are the second time', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const local = localName(name);
        // eslint-disable-next-line no-control-regex
        expect(local).not.toMatch(/[\u0000-\u001f\u007f-\u009f/\\:*?"<>|\u202a-\u202e\u200b-\u200f]|^[. ]|[. ]$/);
        expect(local).not.toMatch(DEVICE);
        expect(Buffer.byteLength(local)).toBeLessThanOrEqual(250);
        expect(local).not.toBe('');
        expect(localName(local)).toBe(local);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['record.jfr', 'record.jfr'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['COM¹.log', '_COM¹.log'],
    ['a:b', 'a_b'],
    ['..', 'file'],
    ['.bashrc', 'bashrc'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['x. . ', 'x'],
  ])('%j is %j', (name, local) => {
    expect(localName(name)).toBe(local);
  });

  it('keeps the extension of a name that is cut', () => {
    expect(localName(`${'ü'.repeat(300)}.jfr`)).toMatch(/^ü+\.jfr$/);
  });

  it('are different for disks that ignore case', () => {
    const taken: string[] = [];
    for (const name of ['a.txt', 'A.TXT', 'a.txt', 'straße', 'STRASSE']) taken.push(uniqueLocalName(name, taken));
    expect(taken).toEqual(['a.txt', 'A (2).TXT', 'a (3).txt', 'straße', 'STRASSE (2)']);
  });
});
