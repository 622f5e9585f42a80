import { describe, expect, it } from 'vitest';

import { numberFact, parseResultLine } from '../../../../main/reach/result-line.ts';

describe('the last line of a verb', () => {
  it('is taken apart', () => {
    const result = parseResultLine('kesako-reach: v=1 result=no-space exit=41 detail=space errno=28 free=12\n', 41)!;
    expect(result).toMatchObject({ outcome: 'no-space', exitCode: 41, detail: 'space', errorNumber: 28 });
    expect(numberFact(result, 'free')).toBe(12);
    expect(numberFact(result, 'other')).toBeNaN();
  });

  it.each([
    ['nothing', '', 0],
    ['another code', 'kesako-reach: v=1 result=ok exit=0', 1],
    ['another version', 'kesako-reach: v=2 result=ok exit=0', 0],
    ['a line in front', 'kesako-reach: v=1 result=ok exit=0\nKilled', 0],
    ['no pairs', 'kesako-reach: v=1 result=ok exit=0 <b>', 0],
  ])('is not believed: %s', (_case, line, code) => {
    expect(parseResultLine(line, code)).toBeUndefined();
  });
});
