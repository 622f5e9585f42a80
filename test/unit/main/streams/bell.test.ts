import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createBell } from '../../../../main/streams/bell.ts';

describe('createBell', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const { signal } = new AbortController();

  it('ends a pause after its time', async () => {
    const pause = createBell().pause(signal, 1_000);
    vi.advanceTimersByTime(1_000);
    await pause;
  });

  it('cuts a pause short and leaves no timer behind', async () => {
    const bell = createBell();
    const pause = bell.pause(signal, 1_000);
    bell.ring();
    await pause;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not lose a ring between two pauses, and counts it once', async () => {
    const bell = createBell();
    bell.ring();
    await bell.pause(signal);
    const ended = vi.fn<() => void>();
    void bell.pause(signal, 1_000).then(ended);
    await Promise.resolve();
    expect(ended).not.toHaveBeenCalled();
  });

  it('ends with the signal', async () => {
    const over = new AbortController();
    const pause = createBell().pause(over.signal, 1_000);
    over.abort();
    await pause;
    expect(vi.getTimerCount()).toBe(0);
  });
});
