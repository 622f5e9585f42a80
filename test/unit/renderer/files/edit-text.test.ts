import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { editableText, editedBytes, isSameContent } from '../../../../renderer/files/edit-text.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a text that is changed in the window', () => {
  it.each([
    ['a\nb\n', 'a\nb\n'],
    ['a\r\nb\r\n', 'a\nb\n'],
    ['\uFEFFa', '\uFEFFa'],
    ['', ''],
  ])('%j is shown as %j and comes back as it was', (content, shown) => {
    const bytes = bytesOf(content);
    const editable = editableText(bytes, bytes.length);
    if (editable.reason !== undefined) throw new Error(editable.reason);
    expect(editable.text).toBe(shown);
    expect(isSameContent(editedBytes(editable.text, editable.lineEnd), bytes)).toBe(true);
  });

  it.each([
    ['more than is here', bytesOf('abc'), 4],
    ['another encoding', Uint8Array.of(0x61, 0xff), 2],
    ['a character that is cut', Uint8Array.of(0xc3), 1],
    ['two kinds of line ends', bytesOf('a\r\nb\nc'), 6],
    ['a lone carriage return', bytesOf('a\rb'), 3],
  ])('says why it is not where there is %s', (_, bytes, sizeBytes) => {
    expect(editableText(bytes, sizeBytes).reason).toMatch(/\.$/);
  });

  it('never loses a byte of what it takes', () => {
    const piece = fc.constantFrom('a', 'é', '\n', '\r\n', '\r', '\uFEFF', '\u{1F600}');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const bytes = bytesOf(pieces.join(''));
        const editable = editableText(bytes, bytes.length);
        if (editable.reason === undefined) {
          expect(isSameContent(editedBytes(editable.text, editable.lineEnd), bytes)).toBe(true);
          expect(editable.text).not.toContain('\r');
        }
      }),
    );
  });

  it('tells contents apart', () => {
    expect(isSameContent(bytesOf('ab'), bytesOf('ab'))).toBe(true);
    expect(isSameContent(bytesOf('ab'), bytesOf('ac'))).toBe(false);
    expect(isSameContent(bytesOf('ab'), bytesOf('abc'))).toBe(false);
  });
});
