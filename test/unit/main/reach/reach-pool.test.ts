import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Cluster } from '../../../../main/kube/index.ts';
import { createReachPool, type ReachPoolOptions } from '../../../../main/reach/reach-pool.ts';
import type { OpenReach } from '../../../../main/reach/open-reach.ts';
import { AppError } from '../../../../preload/contract/errors.ts';
import { fakeCluster } from '../../../support/fake-cluster.ts';

const pod = { context: 'lab', kubeNamespace: 'shop', pod: 'web-0' };
const here = { ...pod, container: 'debugger-1' };

class FakeSession implements OpenReach {
  readonly #ended = Promise.withResolvers<AppError | undefined>();
  readonly ended = this.#ended.promise;
  isClosed = false;
  request(): never {
    throw new Error('nothing is asked in these tests');
  }
  bulk(): never {
    throw new Error('nothing is asked in these tests');
  }
  lose(): void {
    this.#ended.resolve(new AppError('DISCONNECTED', 'cut', {}));
  }
  close(): Promise<boolean> {
    this.isClosed = true;
    this.#ended.resolve(undefined);
    return Promise.resolve(true);
  }
}

describe('createReachPool', () => {
  const sessions: FakeSession[] = [];
  let failure: AppError | undefined;
  let opens = 0;
  let cluster: Cluster;

  function pool(change: Partial<ReachPoolOptions> = {}) {
    return createReachPool({
      clusterOf: () => cluster,
      isAllowed: () => true,
      programs: '/programs',
      open: () => {
        opens += 1;
        if (failure !== undefined) return Promise.reject(failure);
        const session = new FakeSession();
        sessions.push(session);
        return Promise.resolve(session);
      },
      now: () => Date.now(),
      ...change,
    });
  }

  beforeEach(() => {
    vi.useFakeTimers();
    sessions.length = 0;
    opens = 0;
    failure = undefined;
    cluster = fakeCluster({ answer: () => ({ body: { metadata: { uid: 'uid-1' } } }) });
  });
  afterEach(() => void vi.useRealTimers());

  it('opens one stream for all who work in a container, another one for another container', async () => {
    const reach = pool();
    const [one, two] = await Promise.all([reach.lease(here), reach.lease(here)]);
    const other = await reach.lease({ ...pod, container: 'debugger-2' });
    expect(one.session).toBe(two.session);
    expect(other.session).not.toBe(one.session);
    expect([opens, one.podUid]).toEqual([2, 'uid-1']);
  });

  it('keeps it a while after the last, then closes it', async () => {
    const reach = pool();
    const first = await reach.lease(here);
    first.release();
    await vi.advanceTimersByTimeAsync(30_000);
    const again = await reach.lease(here);
    again.release();
    expect(opens).toBe(1);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(sessions[0]?.isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sessions[0]?.isClosed).toBe(true);
  });

  it('opens anew after a loss, and does once more what the loss has cut', async () => {
    const reach = pool();
    const tried: OpenReach[] = [];
    const answer = await reach.use(here, (session) => {
      tried.push(session);
      if (tried.length === 2) return Promise.resolve('answer');
      sessions[0]?.lose();
      return Promise.reject(new AppError('STREAM_CUT', 'cut', { receivedBytes: 3 }));
    });
    expect([answer, opens, tried.length]).toEqual(['answer', 2, 2]);
    // It was lost, not left: there is nobody to say goodbye to.
    expect(sessions[0]?.isClosed).toBe(false);
  });

  it('does not repeat what failed while the stream stood', async () => {
    const reach = pool();
    const work = vi.fn(() => Promise.reject(new AppError('TIMEOUT', 'slow', { afterMs: 1 })));
    await expect(reach.use(here, work)).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('remembers for a while where there can be none, and tries what may pass again at once', async () => {
    const reach = pool();
    failure = new AppError('REACH_UNAVAILABLE', 'noexec', { reason: 'noExecution' });
    await expect(reach.lease(here)).rejects.toBe(failure);
    await expect(reach.lease(here)).rejects.toBe(failure);
    expect(opens).toBe(1);
    failure = new AppError('UNREACHABLE', 'away', { server: 'lab' });
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await expect(reach.lease(here)).rejects.toBe(failure);
    await expect(reach.lease(here)).rejects.toBe(failure);
    expect(opens).toBe(3);
    failure = undefined;
    await expect(reach.lease(here)).resolves.toHaveProperty('podUid', 'uid-1');
  });

  it('puts nothing into a cluster whose settings say so', async () => {
    const reach = pool({ isAllowed: () => false });
    await expect(reach.lease(here)).rejects.toMatchObject({ data: { reason: 'switchedOff' } });
    expect(opens).toBe(0);
  });

  it('never leads through the connection of a context that has changed', async () => {
    const reach = pool();
    await reach.lease(here);
    cluster = fakeCluster({ answer: () => ({ body: {} }) });
    const second = await reach.lease(here);
    expect([opens, second.podUid]).toEqual([2, undefined]);
  });

  it('lets a caller go who does not want to wait any longer', async () => {
    const opening = Promise.withResolvers<OpenReach>();
    const reach = pool({ open: () => opening.promise });
    const impatience = new AbortController();
    const waiting = reach.lease(here, impatience.signal);
    impatience.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    opening.resolve(new FakeSession());
    await expect(reach.lease(here)).resolves.toHaveProperty('session');
  });

  it('waits at the end for programs that are leaving, but not for ever', async () => {
    const reach = pool({
      open: () => {
        const session = new FakeSession();
        session.close = () => new Promise(() => undefined);
        return Promise.resolve(session);
      },
    });
    await reach.lease(here);
    const disposed = reach.dispose();
    await vi.advanceTimersByTimeAsync(8_000);
    await expect(disposed).resolves.toBeUndefined();
  });
});
