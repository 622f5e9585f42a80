import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodePath, encodePath, printfArgument } from '../../../../main/files/target-path.ts';

describe('paths as text', () => {
  it('gives back the same bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 255 })), (values) => {
        const bytes = Uint8Array.from(values);
        const text = encodePath(bytes);
        expect(text.isWellFormed()).toBe(true);
        expect([...decodePath(text)]).toEqual(values);
      }),
    );
  });

  it.each([
    ['plain ü 𝄞', Buffer.from('plain ü 𝄞')],
    ['a\\\\b', Buffer.from('a\\b')],
    ['\\xffx', Buffer.from([0xff, 0x78])],
    ['\\xc3', Buffer.from([0xc3])],
    ['\\xed\\xa0\\x80', Buffer.from([0xed, 0xa0, 0x80])],
    ['\ufeffb', Buffer.from('\ufeffb')],
  ])('writes %s', (text, bytes) => {
    expect(encodePath(bytes)).toBe(text);
  });

  it.each(['/a\\b', '/\\xF', '/\\', '/\\x00', '/\0', '/\ud800'])('refuses %j', (text) => {
    expect(() => decodePath(text)).toThrow('malformed');
  });

  it('has nothing in a shell argument that a shell could read', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(printfArgument(bytes)).toMatch(/^(?:[A-Za-z0-9/._-]|\\0[0-7]{3})*$/);
      }),
    );
  });
});
