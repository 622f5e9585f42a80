import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  encodeFrame,
  encodeWords,
  FRAME_HEADER_BYTES,
  type Frame,
  frameReader,
} from '../../../../main/reach/frames.ts';

describe('frames', () => {
  it('are read alike wherever the stream is cut', () => {
    const frames = fc.array(fc.tuple(fc.nat(255), fc.nat(2 ** 32 - 1), fc.uint8Array({ maxLength: 40 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 30 }), (sent, step) => {
        const stream = Buffer.concat(sent.map(([kind, request, payload]) => encodeFrame(kind, request, payload)));
        const reader = frameReader();
        const received: Frame[] = [];
        for (let at = 0; at < stream.length; at += step) received.push(...reader.push(stream.subarray(at, at + step)));
        expect(received.map(({ kind, request, payload }) => [kind, request, [...payload]])).toEqual(
          sent.map(([kind, request, payload]) => [kind, request, [...payload]]),
        );
      }),
    );
  });

  it('either are read or are refused, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let taken = 0;
        try {
          for (const { payload } of frameReader().push(bytes)) taken += FRAME_HEADER_BYTES + payload.length;
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
        expect(taken).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it('hold words of any bytes but NUL', () => {
    expect(encodeWords(258, ['read', Uint8Array.of(0xff, 0x0a)])).toEqual(
      Buffer.from('\x00\x00\x01\x02read\x00\xff\x0a\x00', 'latin1'),
    );
    expect(encodeWords(0, ['a\0b'])).toBeUndefined();
    expect(encodeWords(0, ['x'.repeat(70_000)])).toBeUndefined();
  });
});
