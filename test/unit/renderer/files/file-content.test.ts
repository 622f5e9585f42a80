import { describe, expect, it } from 'vitest';

import { contentKind, hexLines } from '../../../../renderer/files/file-content.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('contentKind', () => {
  it('decides by the bytes', () => {
    expect(contentKind(bytes('server.port=8080\n'))).toEqual({ kind: 'text' });
    expect(contentKind(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toEqual({
      kind: 'image',
      type: 'image/png',
    });
    expect(contentKind(bytes('RIFF0000WEBPVP8 '))).toEqual({ kind: 'image', type: 'image/webp' });
    expect(contentKind(Uint8Array.of(0x46, 0x4c, 0x52, 0x00, 0, 2))).toEqual({ kind: 'recording' });
    expect(contentKind(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0))).toEqual({
      kind: 'other',
      what: 'a program or library (ELF)',
    });
    expect(contentKind(Uint8Array.of(0x1f, 0x8b, 0x08, 0, 0, 0))).toEqual({ kind: 'gzip' });
    expect(contentKind(bytes('JAVA PROFILE 1.0.2'))).toEqual({ kind: 'heapDump' });
    expect(contentKind(Uint8Array.of(1, 0, 2, 3, 0x80, 0))).toEqual({ kind: 'binary' });
  });

  it('never draws what may carry a script', () => {
    expect(contentKind(bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toEqual({ kind: 'text' });
  });

  it('takes a log with colours for text, and a character cut at the end too', () => {
    expect(contentKind(bytes(`\u001b[32mINFO\u001b[0m ${'started '.repeat(20)}`))).toEqual({ kind: 'text' });
    expect(contentKind(bytes('grün').slice(0, 3))).toEqual({ kind: 'text' });
  });
});

describe('hexLines', () => {
  it('writes offset, bytes and what is printable', () => {
    expect(hexLines(bytes('ABCDEFGHIJKLMNOP\u0001'))).toEqual([
      '00000000  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP',
      `00000010  01${' '.repeat(21)}  ${' '.repeat(23)}  .`,
    ]);
  });
});
