import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createLineEnds } from '../../../../main/terminals/line-ends.ts';
import { withoutQueries } from '../../../../main/terminals/terminal-queries.ts';

describe('line ends of a pipe', () => {
  it('become those of a terminal, wherever the chunks are cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r') });
    fc.assert(
      fc.property(fc.array(text), (chunks) => {
        const convert = createLineEnds();
        const converted = chunks.map((chunk) => Buffer.from(convert(Buffer.from(chunk))).toString()).join('');
        expect(converted).toBe(chunks.join('').replace(/(?<!\r)\n/g, '\r\n'));
      }),
    );
  });
});

describe('old output', () => {
  it.each([
    '\u001b[6n',
    '\u001b[c',
    '\u001b[>0c',
    '\u001b[?2026$p',
    '\u001b[>q',
    '\u001bP$qm\u001b\\',
    '\u001b]11;?\u0007',
    '\u0005',
  ])('asks nothing: %j', (query) => {
    expect(Buffer.from(withoutQueries(Buffer.from(`a${query}b`))).toString()).toBe('ab');
  });

  it('keeps its colours and bytes', () => {
    const bytes = Buffer.from('\u001b[1;31mrot\u001b[0m ü\u001b[2J\u001b[3;4H');
    expect(Buffer.from(withoutQueries(bytes)).equals(bytes)).toBe(true);
  });
});
