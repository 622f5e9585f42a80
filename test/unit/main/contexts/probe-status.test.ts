import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { probeStatus } from '../../../../main/contexts/probe-status.ts';
import type { Cluster, Reply, RequestOptions } from '../../../../main/kube/index.ts';
import { createBell, type Bell } from '../../../../main/streams/index.ts';
import type { ContextStatus } from '../../../../preload/contract/contexts.ts';
import { AppError } from '../../../../preload/contract/errors.ts';

const LIVE: Reply<object> = { body: { gitVersion: 'v1.34.4' }, warnings: [], status: 200 };
const unreachable = new AppError('UNREACHABLE', 'refused', { server: 'https://a' });

describe('probeStatus', () => {
  const request = vi.fn<(options: RequestOptions) => Promise<Reply<object>>>();
  const revive = vi.fn<() => void>();
  let told: ContextStatus[];
  let bell: Bell;
  let ended: AbortController;

  const start = (usesPlugin: boolean): void => {
    const fake: Partial<Cluster> = { server: 'https://a', request: request as never, revive };
    void probeStatus({
      cluster: () => ({ cluster: fake as Cluster, usesPlugin }),
      tell: (status) => told.push(status),
      bell,
      signal: ended.signal,
      random: () => 0,
    });
  };
  const states = (): readonly string[] => told.map(({ state }) => state);

  beforeEach(() => {
    vi.useFakeTimers();
    request.mockReset().mockResolvedValue(LIVE);
    revive.mockReset();
    told = [];
    bell = createBell();
    ended = new AbortController();
  });
  afterEach(() => {
    ended.abort();
    vi.useRealTimers();
  });

  it('asks every ten seconds, and gives an API server five to answer', async () => {
    start(false);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(states()).toEqual(['live', 'live', 'live']);
    expect(request.mock.calls.map(([{ timeoutMs }]) => timeoutMs)).toEqual([5_000, 5_000, 5_000]);
  });

  it('wakes the lists of a server that answers again, and only then', async () => {
    request.mockResolvedValueOnce(LIVE).mockRejectedValueOnce(unreachable);
    start(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states()).toEqual(['live', 'stale']);
    expect(revive).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(800);
    expect(states()).toEqual(['live', 'stale', 'live']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(revive).toHaveBeenCalledTimes(1);
  });

  it('tries again after 0.8 s, 1.6 s, 3.2 s and so on, at most every 30 s', async () => {
    request.mockRejectedValue(unreachable);
    start(false);
    await vi.advanceTimersByTimeAsync(800 + 1_600 + 3_200);
    expect(states()).toEqual(['stale', 'stale', 'stale', 'stale']);
    await vi.advanceTimersByTimeAsync(600_000);
    const before = told.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.length - before).toBe(2);
  });

  it('waits as long as a throttling server asks for', async () => {
    request.mockRejectedValue(new AppError('THROTTLED', 'busy', { retryAfterSeconds: 7 }));
    start(false);
    await vi.advanceTimersByTimeAsync(6_999);
    expect(told).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toHaveLength(2);
  });

  it('takes a refusal for an answer', async () => {
    request.mockRejectedValue(new AppError('FORBIDDEN', 'no', {}));
    start(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toMatchObject([{ state: 'live' }]);
  });

  it('does not ask again by itself when a person is needed', async () => {
    request.mockRejectedValueOnce(new AppError('UNAUTHENTICATED', 'sign in', { context: 'lab' }));
    start(false);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(states()).toEqual(['needsYou']);
    bell.ring();
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual(['needsYou', 'connecting', 'live']);
  });

  it('says that an answer is late, without ending a plug-in that waits for a person', async () => {
    start(true);
    await vi.advanceTimersByTimeAsync(0);
    let answer: (reply: Reply<object>) => void = () => undefined;
    request.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    await vi.advanceTimersByTimeAsync(15_000);
    expect(request.mock.lastCall?.[0]).toMatchObject({ timeoutMs: 75_000 });
    expect(told.at(-1)).toMatchObject({ state: 'stale', problem: { code: 'TIMEOUT' } });
    answer(LIVE);
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual(['live', 'stale', 'live']);
  });

  it('stops with the signal', async () => {
    start(false);
    await vi.advanceTimersByTimeAsync(0);
    ended.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
