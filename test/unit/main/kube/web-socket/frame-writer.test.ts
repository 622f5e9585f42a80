import { describe, expect, it } from 'vitest';

import { OPCODE } from '../../../../../main/kube/web-socket/frame-reader.ts';
import { encodeClientFrame, encodeClose } from '../../../../../main/kube/web-socket/frame-writer.ts';

describe('encodeClientFrame', () => {
  it('masks as the example of RFC 6455, section 5.7', () => {
    const mask = Buffer.from('37fa213d', 'hex');
    const frame = encodeClientFrame(OPCODE.text, Buffer.from('Hello'), mask);
    expect(Buffer.from(frame).toString('hex')).toBe('818537fa213d7f9f4d5158');
  });

  it.each([
    [125, '82fd'],
    [126, '82fe007e'],
    [65_535, '82feffff'],
    [65_536, '82ff0000000000010000'],
  ])('writes a length of %i as %s', (length, header) => {
    const frame = Buffer.from(encodeClientFrame(OPCODE.binary, Buffer.alloc(length), Buffer.alloc(4)));
    expect(frame.toString('hex', 0, header.length / 2)).toBe(header);
    expect(frame.length).toBe(header.length / 2 + 4 + length);
  });

  it('never uses a mask twice in a row, and leaves the payload as it was', () => {
    const payload = Buffer.from('keys');
    const masks = Array.from({ length: 5_000 }, () =>
      Buffer.from(encodeClientFrame(OPCODE.binary, payload)).toString('hex', 2, 6),
    );
    expect(new Set(masks).size).toBeGreaterThan(4_990);
    expect(payload.toString()).toBe('keys');
  });
});

describe('encodeClose', () => {
  it('carries the code', () => {
    const frame = Buffer.from(encodeClose(1000));
    expect([frame[0], frame[1]]).toEqual([0x88, 0x82]);
    const code = Buffer.of((frame[6] ?? 0) ^ (frame[2] ?? 0), (frame[7] ?? 0) ^ (frame[3] ?? 0));
    expect(code.readUInt16BE(0)).toBe(1000);
  });
});
