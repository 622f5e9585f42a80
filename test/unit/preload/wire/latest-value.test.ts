import { describe, expect, it } from 'vitest';

import { LatestValue } from '../../../../preload/wire/latest-value.ts';

describe('LatestValue', () => {
  it('gives the present value first, and skips what lay between two reads', async () => {
    const latest = new LatestValue(1);
    const watch = latest.watch(new AbortController().signal);
    expect((await watch.next()).value).toBe(1);
    latest.set(2);
    latest.set(3);
    expect((await watch.next()).value).toBe(3);
  });

  it('wakes a watcher that waits', async () => {
    const latest = new LatestValue('a');
    const watch = latest.watch(new AbortController().signal);
    await watch.next();
    const next = watch.next();
    latest.update((value) => `${value}b`);
    expect((await next).value).toBe('ab');
  });

  it('ends a waiting watcher when its signal is aborted', async () => {
    const controller = new AbortController();
    const watch = new LatestValue(0).watch(controller.signal);
    await watch.next();
    const next = watch.next();
    controller.abort();
    expect((await next).done).toBe(true);
  });
});
