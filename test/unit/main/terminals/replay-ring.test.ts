import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createReplayRing } from '../../../../main/terminals/replay-ring.ts';

const CAPACITY = 10_000;

describe('the replay of a terminal', () => {
  it('keeps the newest bytes at their offsets', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 7_000 }), { maxLength: 20 }), (chunks) => {
        const ring = createReplayRing(CAPACITY);
        for (const chunk of chunks) ring.append(chunk);
        const all = Buffer.concat(chunks);
        expect(ring.end).toBe(all.length);
        expect(ring.start).toBe(Math.max(0, all.length - CAPACITY));
        expect(Buffer.from(ring.read(ring.start, CAPACITY)).equals(all.subarray(ring.start))).toBe(true);
      }),
    );
  });

  it('starts at a whole line when the beginning is gone', () => {
    const ring = createReplayRing(16);
    ring.append(Buffer.from('first line\nsecond line\nx'));
    expect(Buffer.from(ring.read(ring.place(0), 100)).toString()).toBe('second line\nx');
    expect(ring.place(ring.start)).toBe(ring.start);
  });

  it('starts where it can when there is no line end', () => {
    const ring = createReplayRing(4);
    ring.append(Buffer.from('abcdefgh'));
    expect(ring.place(0)).toBe(4);
  });
});
