import { describe, expect, it } from 'vitest';

import { createStreamCount, STREAMS } from '../../../../../main/files/transfers/stream-count.ts';

const MIB = 1024 * 1024;

/** How many streams are wanted in the end where so many have this speed together, and after how many bytes. */
function settle(speedOf: (streams: number) => number, most = STREAMS): number {
  let clock = 0;
  let bytes = 0;
  const count = createStreamCount(() => clock);
  for (; clock < 60_000; clock += 100) {
    const streams = Math.min(most, count.wanted);
    bytes += speedOf(streams) / 10;
    count.sample(bytes, streams);
  }
  return count.wanted;
}

describe('createStreamCount', () => {
  it('takes as many as pay, and no more', () => {
    expect(settle((streams) => streams * 5 * MIB)).toBe(3);
    expect(settle((streams) => Math.min(1.5, streams) * 5 * MIB)).toBe(3);
    // One fills the link.
    expect(settle(() => 12 * MIB)).toBe(1);
    expect(settle((streams) => (10 + streams / 2) * MIB)).toBe(1);
  });

  it('does not try where the ends are the limit', () => {
    expect(settle((streams) => streams * 200 * MIB)).toBe(1);
  });

  it('judges by two as well where there are no more, and by one not at all', () => {
    expect(settle(() => 12 * MIB, 2)).toBe(1);
    expect(settle((streams) => streams * 5 * MIB, 2)).toBe(3);
    expect(settle(() => 12 * MIB, 1)).toBe(3);
  });
});
