import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createClusterPool } from '../../../../main/contexts/cluster-pool.ts';
import type { Channel, ChannelEnd, Cluster, ClusterAccess } from '../../../../main/kube/index.ts';

const access: ClusterAccess = {
  context: 'lab',
  server: 'https://a',
  kubeNamespace: 'default',
  tls: { insecure: false },
  credential: { kind: 'none' },
};
const target = { kubeNamespace: 'default', pod: 'web', container: 'web' };

describe('createClusterPool', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  let endChannel: (end: ChannelEnd) => void;
  const dispose = vi.fn<() => void>();
  const connect = (): Cluster => {
    const end = new Promise<ChannelEnd>((resolve) => {
      endChannel = resolve;
    });
    const fake: Partial<Cluster> = { dispose, exec: () => Promise.resolve({ end } as Channel) };
    return fake as Cluster;
  };
  beforeEach(() => dispose.mockClear());

  it('never shares a connection between two contents', () => {
    const pool = createClusterPool(connect);
    const one = pool.clusterOf(access);
    expect(pool.clusterOf({ ...access })).toBe(one);
    expect(pool.clusterOf({ ...access, credential: { kind: 'token', token: 'a' } })).not.toBe(one);
    expect(pool.clusterOf({ ...access, context: 'other' })).not.toBe(one);
  });

  it('closes what a changed file no longer names, after the last of it has ended', async () => {
    const pool = createClusterPool(connect);
    await pool.clusterOf(access).exec({ ...target, command: ['sh'], stdin: true, tty: true });
    pool.keepOnly([]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(dispose).not.toHaveBeenCalled();
    endChannel({ reason: 'succeeded' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('closes everything at the end, also what was retired', async () => {
    const pool = createClusterPool(connect);
    await pool.clusterOf(access).exec({ ...target, command: ['sh'], stdin: true, tty: true });
    pool.keepOnly([]);
    pool.clusterOf(access);
    pool.dispose();
    expect(dispose).toHaveBeenCalledTimes(2);
  });
});
