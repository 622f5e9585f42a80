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

  it('stand 100,000 mutations of a stream, wherever it is cut', () => {
    const seed = Buffer.concat([
      encodeFrame(16, 0, Buffer.from('hello')),
      encodeFrame(17, 7, Buffer.alloc(40, 'x')),
      encodeFrame(19, 7, Buffer.from('\0kesako-reach: v=1 result=ok exit=0\n')),
    ]);
    // Linear congruential: the same inputs on any computer.
    let state = 1;
    const next = (limit: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    let refused = 0;
    for (let round = 0; round < 100_000; round += 1) {
      const input = Buffer.from(seed);
      for (let changes = 1 + next(4); changes > 0; changes -= 1) input[next(input.length)] = next(256);
      const reader = frameReader();
      let taken = 0;
      try {
        for (let at = 0; at < input.length;) {
          const end = at + 1 + next(input.length - at);
          for (const { payload } of reader.push(input.subarray(at, end))) taken += FRAME_HEADER_BYTES + payload.length;
          at = end;
        }
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        refused += 1;
      }
      if (taken > input.length) throw new Error('more came out than went in');
    }
    expect(refused).toBeGreaterThan(1_000);
  });
});
