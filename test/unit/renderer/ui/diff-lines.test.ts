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

describe('diffLines of texts that have next to nothing in common', () => {
  it('is soon there, and still holds both', () => {
    const text = (prefix: string): string =>
      ['first', ...Array.from({ length: 20_000 }, (_, index) => `${prefix}${String(index)}`), 'last', ''].join('\n');
    const begun = process.cpuUsage();
    const diff = diffLines(text('a'), text('b'));
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3_000);
    const count = (sign: string): number => diff.filter((line) => line.sign === sign).length;
    expect([count('-'), count('+'), count(' ')]).toEqual([20_000, 20_000, 2]);
    expect([diff[0], diff.at(-1)]).toEqual([
      { sign: ' ', text: 'first' },
      { sign: ' ', text: 'last' },
    ]);
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
