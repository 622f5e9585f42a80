import { describe, expect, it } from 'vitest';

import { createLatestValue } from '../../../../main/streams/latest-value.ts';

describe('createLatestValue', () => {
  it('gives the present value at once and skips what was not read in time', async () => {
    const value = createLatestValue(1);
    const reader = value.watch(new AbortController().signal);
    expect(await reader.next()).toEqual({ value: 1, done: false });
    value.set(2);
    value.set(3);
    expect(await reader.next()).toEqual({ value: 3, done: false });
    expect(value.current).toBe(3);
  });

  it('wakes a waiting reader', async () => {
    const value = createLatestValue('old');
    const reader = value.watch(new AbortController().signal);
    await reader.next();
    const next = reader.next();
    value.set('new');
    expect(await next).toEqual({ value: 'new', done: false });
  });

  it('ends when the signal aborts', async () => {
    const ended = new AbortController();
    const reader = createLatestValue(1).watch(ended.signal);
    await reader.next();
    const next = reader.next();
    ended.abort();
    expect(await next).toEqual({ value: undefined, done: true });
  });
});
