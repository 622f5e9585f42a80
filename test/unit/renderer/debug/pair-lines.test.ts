import { expect, it } from 'vitest';

import { readPairs } from '../../../../renderer/debug/pair-lines.ts';

it('reads a pair on each line, the value with all its equals signs', () => {
  expect(readPairs(' a=1 \n\n*=registry/x:1@sha=2')).toEqual({
    pairs: [
      ['a', '1'],
      ['*', 'registry/x:1@sha=2'],
    ],
  });
});

it('names the line that is none', () => {
  expect(readPairs('a=1\nb')).toEqual({ problem: 'Line 2 is not name=value.' });
  expect(readPairs('=1')).toEqual({ problem: 'Line 1 is not name=value.' });
});
