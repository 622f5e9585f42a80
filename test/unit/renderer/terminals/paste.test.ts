import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readPaste, typedPaste } from '../../../../renderer/terminals/paste.ts';

describe('readPaste', () => {
  it('lets ordinary text through unseen', () => {
    expect(readPaste('ls -la /tmp')).toEqual({ text: 'ls -la /tmp', removed: 0, lines: 1, cut: false, ask: false });
  });

  it('asks before several lines', () => {
    expect(readPaste('one\ntwo\r\nthree')).toMatchObject({ lines: 3, ask: true });
  });

  it('asks before more than one can see at a glance', () => {
    expect(readPaste('x'.repeat(5_001)).ask).toBe(true);
    expect(readPaste('x'.repeat(5_000)).ask).toBe(false);
  });

  it('takes out what would end the brackets, and says so', () => {
    expect(readPaste('a\u001b[201~\u009b201~rm')).toMatchObject({ text: 'a[201~201~rm', removed: 2, ask: true });
  });

  it('cuts a clipboard that no terminal input can hold', () => {
    const paste = readPaste('x'.repeat(1_000_001));
    expect(paste).toMatchObject({ cut: true, ask: true });
    expect(paste.text).toHaveLength(1_000_000);
  });
});

describe('typedPaste', () => {
  it('types Return for every line end, and a tab as it is', () => {
    expect(typedPaste(readPaste('a\tb\nc\r\nd'), false)).toBe('a\tb\rc\rd');
  });

  it('never holds a control beyond tab and Return, nor brackets but its own', () => {
    const clipboards = fc.string({ unit: 'binary', maxLength: 200 });
    const hostile = fc.array(
      fc.oneof(clipboards, fc.constantFrom('\u001b[201~', '\u009b201~', '\u001b]52;c;', '\u0003', '\r', '\n')),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const typed = typedPaste(readPaste(parts.join('')), true);
        expect(typed.startsWith('\u001b[200~')).toBe(true);
        expect(typed.endsWith('\u001b[201~')).toBe(true);
        // eslint-disable-next-line no-control-regex
        expect(typed.slice(6, -6)).not.toMatch(/[\u0000-\u0008\u000a-\u000c\u000e-\u001f\u007f-\u009f]/);
      }),
      { numRuns: 2_000 },
    );
  });
});
