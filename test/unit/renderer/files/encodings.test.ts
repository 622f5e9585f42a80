import { describe, expect, it } from 'vitest';

import { decodeRange, guessEncoding } from '../../../../renderer/files/encodings.ts';

describe('encodings', () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('are told by marks, zeros and what is valid', () => {
    expect(guessEncoding(utf8('grüße'))).toBe('utf-8');
    expect(guessEncoding(utf8('grüße').subarray(0, 3))).toBe('utf-8');
    expect(guessEncoding(Uint8Array.of(0x67, 0x72, 0xfc, 0xdf, 0x65))).toBe('windows-1252');
    expect(guessEncoding(Uint8Array.of(0xff, 0xfe, 0x61, 0))).toBe('utf-16le');
    expect(guessEncoding(Uint8Array.from(Buffer.from('eine Zeile Text', 'utf16le')))).toBe('utf-16le');
    expect(guessEncoding(Uint8Array.from(Buffer.from('eine Zeile Text', 'utf16le').swap16()))).toBe('utf-16be');
    expect(guessEncoding(new Uint8Array())).toBe('utf-8');
  });

  it('lose no more than half a character where a range begins or ends', () => {
    const bytes = utf8('äöü');
    expect(decodeRange(bytes.subarray(1), 'utf-8', false)).toBe('öü');
    expect(decodeRange(bytes.subarray(0, 5), 'utf-8', true)).toBe('äö');
    expect(decodeRange(Uint8Array.of(0xe4), 'windows-1252', true)).toBe('ä');
  });
});
