import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Cluster, KubeObject, ReflectorEvent } from '../../../../main/kube/index.ts';
import { createMailbox, type Mailbox } from '../../../../main/streams/index.ts';
import { createWorkloads, type Workloads } from '../../../../main/workloads/index.ts';
import { AppError } from '../../../../preload/contract/errors.ts';
import type { RequestContext } from '../../../../preload/contract/kinds.ts';
import type { WorkloadsItem } from '../../../../preload/contract/workloads.ts';
import { container, pod, RUNNING } from './pod-fixture.ts';

type Events = readonly ReflectorEvent<KubeObject>[];

const SYNCED: Events = [
  { type: 'state', state: 'connecting' },
  { type: 'synced', items: [] },
  { type: 'state', state: 'live' },
];

describe('the workloads of a Kubernetes namespace', () => {
  let lists: Map<string, Mailbox<Events>>;
  let workloads: Workloads;
  let ended: AbortController;
  const watchList = vi.fn<(options: { readonly path: string }, signal: AbortSignal) => AsyncIterable<unknown>>();

  beforeEach(() => {
    lists = new Map();
    ended = new AbortController();
    watchList.mockReset().mockImplementation(({ path }, signal) => events(path, signal));
    const cluster: Partial<Cluster> = { watchList: watchList as never };
    workloads = createWorkloads({ clusterOf: () => cluster as Cluster });
    return () => {
      ended.abort();
      workloads.dispose();
    };
  });

  async function* events(path: string, signal: AbortSignal): AsyncGenerator<ReflectorEvent<KubeObject>> {
    for await (const batch of listOf(path).read(signal)) yield* batch;
  }
  function listOf(path: string): Mailbox<Events> {
    const resource = path.split('/').at(-1) ?? '';
    const known = lists.get(resource) ?? createMailbox<Events>((pending, next) => [...pending, ...next]);
    lists.set(resource, known);
    return known;
  }
  const tell = (resource: string, ...told: Events): void => listOf(resource).put(told);
  const tellAll = (except: readonly string[] = []): void => {
    for (const resource of RESOURCES) if (!except.includes(resource)) tell(resource, ...SYNCED);
  };
  const open = (): AsyncIterator<WorkloadsItem> => {
    const request: RequestContext = { signal: ended.signal, session: { id: 's', onEnd: () => () => undefined } };
    return workloads.service.watch({ context: 'lab', kubeNamespace: 'web' }, request)[Symbol.asyncIterator]();
  };
  const next = async <Type extends WorkloadsItem['type']>(
    reader: AsyncIterator<WorkloadsItem>,
    type: Type,
  ): Promise<Extract<WorkloadsItem, { readonly type: Type }>> => {
    for (;;) {
      const item: IteratorResult<WorkloadsItem, unknown> = await reader.next();
      if (item.done === true) throw new Error('the stream ended');
      if (isOfType(item.value, type)) return item.value;
    }
  };

  it('waits for all lists, then tells a snapshot and the changes after it', async () => {
    const reader = open();
    expect(await next(reader, 'freshness')).toMatchObject({ sequence: 0, freshness: { state: 'connecting' } });
    tellAll(['pods']);
    tell('pods', { type: 'synced', items: [pod()] }, { type: 'state', state: 'live' });
    const snapshot = await next(reader, 'snapshot');
    expect(snapshot).toMatchObject({ pods: [{ name: 'web-1', status: 'Running' }], workloads: [], denied: [] });

    const crashing = pod({
      status: { containerStatuses: [container('web', { waiting: { reason: 'CrashLoopBackOff' } })] },
    });
    tell('pods', { type: 'changed', change: 'modified', object: crashing });
    const changed = await next(reader, 'delta');
    expect(changed).toMatchObject({ pods: [{ status: 'CrashLoopBackOff', health: 'bad' }], removed: [] });
    expect(changed.sequence).toBeGreaterThan(snapshot.sequence);

    tell('pods', { type: 'changed', change: 'deleted', object: crashing });
    expect(await next(reader, 'delta')).toMatchObject({ pods: [], removed: ['pod-1'] });
  });

  it('tells a snapshot again after a relist', async () => {
    const reader = open();
    tellAll();
    await next(reader, 'snapshot');
    tell('pods', { type: 'synced', items: [pod()] });
    expect((await next(reader, 'snapshot')).pods).toHaveLength(1);
  });

  it('shows the rest when a list is denied', async () => {
    const reader = open();
    tellAll(['jobs']);
    listOf('jobs').put([{ type: 'state', state: 'stale', error: new AppError('FORBIDDEN', 'no', {}) }]);
    listOf('jobs').end(new AppError('FORBIDDEN', 'jobs are not for you', { resource: 'jobs' }));
    await nextFreshness(reader, 'live');
    const { denied } = await next(reader, 'snapshot');
    expect(denied).toMatchObject([{ code: 'FORBIDDEN', message: 'jobs are not for you' }]);
  });

  it('keeps what was shown when a right is taken away, says that it is old, and asks again for the next reader', async () => {
    const reader = open();
    tellAll(['pods']);
    tell('pods', { type: 'synced', items: [pod()] }, { type: 'state', state: 'live' });
    await next(reader, 'snapshot');
    listOf('pods').end(new AppError('FORBIDDEN', 'no longer for you', { resource: 'pods' }));
    const { pods, denied } = await next(reader, 'snapshot');
    expect(pods).toHaveLength(1);
    expect(denied).toHaveLength(1);
    expect(await nextFreshness(reader, 'stale')).toMatchObject({ problem: { message: 'no longer for you' } });

    lists.delete('pods');
    const again = open();
    await next(again, 'snapshot');
    tell('pods', { type: 'synced', items: [pod(), pod({ metadata: { name: 'web-2', uid: 'pod-2' } })] });
    await nextFreshness(reader, 'live');
    expect(await next(again, 'snapshot')).toMatchObject({ pods: [{}, {}], denied: [] });
  });

  it('is stale while one list cannot be reached, and keeps its rows', async () => {
    const reader = open();
    tellAll(['pods']);
    tell('pods', { type: 'synced', items: [pod()] }, { type: 'state', state: 'live' });
    await next(reader, 'snapshot');
    const error = new AppError('UNREACHABLE', 'gone', { server: 'https://a' });
    tell('pods', { type: 'state', state: 'stale', error, retryInMs: 800 });
    const stale = await nextFreshness(reader, 'stale');
    expect(stale).toMatchObject({ problem: { message: 'gone' } });
    tell('pods', { type: 'state', state: 'live' });
    await nextFreshness(reader, 'live');
    expect((await next(open(), 'snapshot')).pods).toHaveLength(1);
  });

  async function nextFreshness(reader: AsyncIterator<WorkloadsItem>, state: string): Promise<object> {
    for (;;) {
      const { freshness } = await next(reader, 'freshness');
      if (freshness.state === state) return freshness;
    }
  }

  it('ends with what no retry can mend, and starts anew for the next reader', async () => {
    const reader = open();
    tellAll(['pods']);
    await reader.next();
    listOf('pods').end(new AppError('UNAUTHENTICATED', 'sign in', { context: 'lab' }));
    await expect(next(reader, 'snapshot')).rejects.toThrow('sign in');
    lists.clear();
    const again = open();
    await again.next();
    tellAll();
    await next(again, 'snapshot');
    expect(watchList).toHaveBeenCalledTimes(2 * RESOURCES.length);
  });

  it('watches once for many readers', async () => {
    const readers = [open(), open(), open()];
    tellAll();
    await Promise.all(readers.map((reader) => next(reader, 'snapshot')));
    expect(watchList).toHaveBeenCalledTimes(RESOURCES.length);
  });

  it('gives a reader who slept the newest state in one item', async () => {
    const [sleeper, witness] = [open(), open()];
    tellAll(['pods']);
    tell('pods', { type: 'synced', items: [pod()] });
    await next(sleeper, 'snapshot');
    await next(witness, 'snapshot');
    for (let restartCount = 1; restartCount <= 5; restartCount += 1) {
      const object = pod({ status: { containerStatuses: [container('web', RUNNING, { restartCount })] } });
      tell('pods', { type: 'changed', change: 'modified', object });
      expect((await next(witness, 'delta')).pods[0]?.restarts).toBe(restartCount);
    }
    expect((await next(sleeper, 'delta')).pods).toMatchObject([{ restarts: 5 }]);
  });
});

const RESOURCES = ['pods', 'deployments', 'replicasets', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs'];

function isOfType<Type extends WorkloadsItem['type']>(
  item: WorkloadsItem,
  type: Type,
): item is Extract<WorkloadsItem, { readonly type: Type }> {
  return item.type === type;
}
