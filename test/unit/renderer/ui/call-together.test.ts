import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { callTogether } from '../../../../renderer/ui/call-together.ts';

describe('callTogether', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 10_010 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls by one timer what is due within one step, and never too early', () => {
    const called: number[] = [];
    for (const at of [10_300, 10_260, 10_500, 10_501]) {
      callTogether(at, 250, () => {
        called.push(at);
      });
    }
    expect(vi.getTimerCount()).toBe(2);
    vi.advanceTimersByTime(489);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toEqual([10_300, 10_260, 10_500]);
    vi.advanceTimersByTime(250);
    expect(called).toHaveLength(4);
  });

  it('keeps no timer for what was taken back', () => {
    const call = vi.fn();
    const [first, second] = [callTogether(10_300, 250, call), callTogether(10_300, 250, call)];
    first();
    expect(vi.getTimerCount()).toBe(1);
    second();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('comes back to what is further away than a timer reaches', () => {
    const call = vi.fn();
    callTogether(2 ** 50, 250, call);
    vi.advanceTimersByTime(2 ** 31 - 1);
    expect(call).toHaveBeenCalledOnce();
  });
});
