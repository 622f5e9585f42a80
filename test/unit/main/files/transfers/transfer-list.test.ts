import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createTransferList } from '../../../../../main/files/transfers/transfer-list.ts';
import type { Transfer } from '../../../../../preload/contract/files.ts';

const START = Date.parse('2026-11-24T00:00:00Z');
const TRANSFER: Transfer = {
  id: 'a',
  source: { context: 'lab', kubeNamespace: 'default', pod: 'p', container: 'd', pid: 1, path: '/f' },
  fileName: 'f',
  isFolder: false,
  sizeBytes: 1000,
  receivedBytes: 0,
  bytesPerSecond: 0,
  startedAt: new Date(START).toISOString(),
  state: 'reading',
  resumed: 0,
  kubectl: '',
};

describe('a list of transfers', () => {
  beforeEach(() => vi.useFakeTimers({ now: START }));
  afterEach(() => vi.useRealTimers());

  it('tells progress ten times a second, and how it ended at once', async () => {
    const list = createTransferList(() => new Date());
    list.put(TRANSFER);
    const reader = list.watch(new AbortController().signal)[Symbol.asyncIterator]();
    const received = async (): Promise<unknown> => {
      const { value } = (await reader.next()) as IteratorResult<readonly Transfer[], undefined>;
      return value?.[0]?.receivedBytes;
    };
    expect(await received()).toBe(0);
    for (const receivedBytes of [1, 2, 3]) list.change('a', { receivedBytes });
    const next = received();
    vi.advanceTimersByTime(100);
    expect(await next).toBe(3);
    list.change('a', { receivedBytes: 4 });
    list.change('a', { state: 'verified' });
    expect(await received()).toBe(4);
    list.dispose();
  });

  it('keeps the speed of a copy that has ended', () => {
    const list = createTransferList(() => new Date());
    list.put(TRANSFER);
    vi.setSystemTime(START + 2000);
    list.change('a', { receivedBytes: 1000, state: 'verified' });
    vi.setSystemTime(START + 3_600_000);
    list.change('a', { savedAs: '/home/f' });
    expect(list.get('a')).toMatchObject({
      bytesPerSecond: 500,
      savedAs: '/home/f',
      finishedAt: new Date(START + 2000).toISOString(),
    });
    list.dispose();
  });
});
