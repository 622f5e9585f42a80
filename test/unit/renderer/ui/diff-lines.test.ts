import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { diffLines, foldUnchanged } from '../../../../renderer/ui/diff-lines.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((parts) => parts.map((part) => `${part}\n`).join(''));

describe('diffLines', () => {
  it('adds one line at the end without touching the line before', () => {
    expect(diffLines('a', 'a\nb')).toEqual([
      { sign: ' ', text: 'a' },
      { sign: '+', text: 'b' },
    ]);
  });

  it('holds both texts', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after);
        const side = (sign: string): string =>
          diff.flatMap((line) => (line.sign === ' ' || line.sign === sign ? [`${line.text}\n`] : [])).join('');
        expect(side('-')).toBe(before);
        expect(side('+')).toBe(after);
      }),
    );
  });
});

describe('foldUnchanged', () => {
  it('counts what it leaves out', () => {
    const diff = diffLines('1\n2\n3\n4\n5\n', '1\n2\n3\n4\n5\n6\n');
    expect(foldUnchanged(diff, 1)).toEqual([{ skipped: 4 }, { sign: ' ', text: '5' }, { sign: '+', text: '6' }]);
  });

  it('loses no line', () => {
    fc.assert(
      fc.property(lines, lines, fc.nat(3), (before, after, context) => {
        const diff = diffLines(before, after);
        const count = foldUnchanged(diff, context).reduce(
          (sum, part) => sum + ('skipped' in part ? part.skipped : 1),
          0,
        );
        expect(count).toBe(diff.length);
      }),
    );
  });
});
