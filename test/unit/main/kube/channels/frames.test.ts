import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  decodeFrame,
  resizeFrame,
  STDIN_FRAME_BYTES,
  stdinEndFrame,
  stdinFrames,
} from '../../../../../main/kube/channels/frames.ts';

describe('decodeFrame', () => {
  it('takes any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (message) => {
        const frame = decodeFrame(message);
        const isKnown = message.length > 0 && [1, 2, 3].includes(message[0] ?? 0);
        expect(frame.kind === 'unknown').toBe(!isKnown);
        if (frame.kind !== 'unknown') expect(frame.bytes).toEqual(message.subarray(1));
      }),
    );
  });

  it('tells the three channels apart', () => {
    expect([1, 2, 3].map((channel) => decodeFrame(Uint8Array.of(channel, 65)).kind)).toEqual([
      'stdout',
      'stderr',
      'status',
    ]);
  });
});

describe('stdinFrames', () => {
  it('loses and reorders nothing, and keeps every frame short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 * STDIN_FRAME_BYTES }), (length) => {
        const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
        const frames = [...stdinFrames(bytes)];
        expect(frames.every((frame) => frame[0] === 0 && frame.length <= STDIN_FRAME_BYTES + 1)).toBe(true);
        expect(Buffer.concat(frames.map((frame) => frame.subarray(1))).equals(bytes)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('control frames', () => {
  it('ends stdin with exactly two bytes', () => {
    expect([...stdinEndFrame()]).toEqual([255, 0]);
  });

  it("writes a size as Go's TerminalSize", () => {
    const frame = resizeFrame({ columns: 120, rows: 40 });
    expect(Buffer.from(frame ?? []).toString('latin1')).toBe('\u0004{"Width":120,"Height":40}');
  });

  it.each([
    [0, 24],
    [80, -1],
    [80.5, 24],
    [Number.NaN, 24],
    [70_000, 24],
  ])('sends no size of %s × %s', (columns, rows) => {
    expect(resizeFrame({ columns, rows })).toBeUndefined();
  });
});
