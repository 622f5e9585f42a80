import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createLeases } from '../../../../main/streams/leases.ts';

describe('createLeases', () => {
  const signals: AbortSignal[] = [];
  const open = (key: string, signal: AbortSignal): string => {
    signals.push(signal);
    return `${key} ${String(signals.length)}`;
  };
  const isOpen = (): readonly boolean[] => signals.map(({ aborted }) => !aborted);

  beforeEach(() => {
    signals.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  it('opens once for many and closes a while after the last', () => {
    const leases = createLeases(open, 1_000);
    const [one, two] = [leases.take('a'), leases.take('a')];
    expect([one.value, two.value, leases.peek('a')]).toEqual(['a 1', 'a 1', 'a 1']);
    one.release();
    one.release();
    vi.advanceTimersByTime(5_000);
    expect(isOpen()).toEqual([true]);
    two.release();
    vi.advanceTimersByTime(999);
    expect(isOpen()).toEqual([true]);
    vi.advanceTimersByTime(1);
    expect(isOpen()).toEqual([false]);
    expect(leases.peek('a')).toBeUndefined();
  });

  it('stays open for one who comes back in time', () => {
    const leases = createLeases(open, 1_000);
    leases.take('a').release();
    vi.advanceTimersByTime(500);
    const again = leases.take('a');
    vi.advanceTimersByTime(5_000);
    expect([again.value, ...isOpen()]).toEqual(['a 1', true]);
  });

  it('opens anew what was discarded, untouched by those who still held it', () => {
    const leases = createLeases(open, 1_000);
    const old = leases.take('a');
    leases.discard('a');
    expect(leases.take('a').value).toBe('a 2');
    old.release();
    vi.advanceTimersByTime(5_000);
    expect(isOpen()).toEqual([false, true]);
  });

  it('closes everything at the end', () => {
    const leases = createLeases(open, 1_000);
    leases.take('a');
    leases.take('b').release();
    leases.dispose();
    expect(isOpen()).toEqual([false, false]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
