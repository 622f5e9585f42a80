import { describe, expect, it } from 'vitest';

import {
  contentDifference,
  firstChanges,
  type ContentDifference,
} from '../../../../../renderer/files/compare/text-difference.ts';
import { diffLines } from '../../../../../renderer/ui/diff-lines.ts';

function differ(here: Uint8Array, there: Uint8Array): ContentDifference {
  const beginning = (bytes: Uint8Array) => ({ bytes, sizeBytes: bytes.length });
  return contentDifference(beginning(here), beginning(there));
}
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe('the contents of two files', () => {
  it('are told line by line where both are text', () => {
    expect(differ(text('a\nb\n'), text('a\nc\n'))).toEqual({ kind: 'text', here: 'a\nb\n', there: 'a\nc\n' });
    expect(differ(text('a'), text('a'))).toEqual({ kind: 'same' });
  });

  it('may be the same text in other bytes', () => {
    expect(differ(text('a\n'), text('a'))).toEqual({ kind: 'bytesOfText', offset: 1 });
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62, 0]);
    expect(differ(text('ab'), utf16)).toEqual({ kind: 'bytesOfText', offset: 0 });
    expect(differ(text('a\r\nb'), text('a\nb')).kind).toBe('text');
  });

  it('are told by the first other byte where one is no text', () => {
    const here = new Uint8Array(100);
    const there = here.slice();
    there[70] = 1;
    const found = differ(here, there);
    expect(found).toMatchObject({ kind: 'bytes', offset: 70 });
    if (found.kind !== 'bytes') return;
    expect(found.here[0]).toMatch(/^00000020/);
    expect(found.there[2]).toContain('01');
  });

  it('of which one ends before differ from its end on', () => {
    const found = differ(new Uint8Array(64), new Uint8Array(256));
    expect(found).toMatchObject({ kind: 'bytes', offset: 64 });
    expect(differ(new Uint8Array(0), new Uint8Array(16))).toMatchObject({ kind: 'bytes', offset: 0, here: [] });
  });

  it('are shown up to so many changed lines', () => {
    const lines = diffLines('same\na\nsame\nb\n', 'same\nc\nsame\nd\n');
    expect(firstChanges(lines, 4)).toEqual({ lines, isCut: false });
    expect(firstChanges(lines, 2)).toEqual({ lines: lines.slice(0, 4), isCut: true });
  });
});
