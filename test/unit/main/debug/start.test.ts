import { describe, expect, it } from 'vitest';

import { startDebug } from '../../../../main/debug/start.ts';
import type { ContainerState, Pod, ReflectorEvent } from '../../../../main/kube/index.ts';
import { DebugRequest, type DebugPhase } from '../../../../preload/contract/debug.ts';
import { AppError } from '../../../../preload/contract/errors.ts';
import { fakeCluster, type FakeAnswer, type FakeCluster } from '../../../support/fake-cluster.ts';

const wish = {
  context: 'lab',
  kubeNamespace: 'web',
  pod: 'web-0',
  image: 'busybox',
  profile: 'general',
  name: 'debugger',
};
const request = DebugRequest.parse(wish);

function pod(state?: ContainerState, uid = 'u1'): Pod {
  const status = { name: 'debugger', image: '', imageID: '', ready: false, restartCount: 0 };
  return {
    metadata: { name: 'web-0', uid },
    status: { phase: 'Running', ephemeralContainerStatuses: state === undefined ? [] : [{ ...status, state }] },
  };
}

const changed = (object: Pod): ReflectorEvent<Pod> => ({ type: 'changed', change: 'modified', object });

function cluster(podEvents: readonly ReflectorEvent<Pod>[], answer?: () => FakeAnswer): FakeCluster {
  return fakeCluster({
    answer: answer ?? (() => ({ body: pod() })),
    watch: (path) => (path.endsWith('/pods') ? podEvents : []) as readonly ReflectorEvent<never>[],
    log: 'last words\u001b[31m',
  });
}

async function collect(fake: FakeCluster, signal = new AbortController().signal): Promise<readonly DebugPhase[]> {
  const phases: DebugPhase[] = [];
  const setting = { cluster: fake, now: () => new Date(0), random: () => 0, signal };
  for await (const phase of startDebug(request, setting)) phases.push(phase);
  return phases;
}

const names = (phases: readonly DebugPhase[]): readonly string[] => phases.map(({ phase }) => phase);

describe('startDebug', () => {
  it('tells that it was patched before it asks anything else', async () => {
    const fake = cluster([]);
    const setting = { cluster: fake, now: () => new Date(0), random: () => 0, signal: new AbortController().signal };
    const phases = startDebug(request, setting);
    expect((await phases.next()).value).toEqual({
      phase: 'patched',
      at: '1970-01-01T00:00:00.000Z',
      container: 'debugger',
    });
    expect(fake.requests.map(({ method }) => method)).toEqual(['PATCH']);
    expect(fake.requests[0]).toMatchObject({
      path: '/api/v1/namespaces/web/pods/web-0/ephemeralcontainers',
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { ephemeralContainers: [{ name: 'debugger', image: 'busybox' }] } },
    });
    await phases.return();
  });

  it('sends the very same once more if the first answer was lost', async () => {
    let calls = 0;
    const fake = cluster([changed(pod({ running: {} }))], () => {
      calls += 1;
      if (calls === 1) throw new AppError('STREAM_CUT', 'cut', { receivedBytes: 0 });
      return { body: pod() };
    });
    expect(names(await collect(fake))).toEqual(['patched', 'pulled', 'created', 'running']);
    expect(fake.requests).toHaveLength(2);
    expect(fake.requests[1]?.body).toEqual(fake.requests[0]?.body);
  });

  it('does not repeat what was refused', async () => {
    const fake = cluster([], () => {
      throw new AppError('ADMISSION_DENIED', 'no', {});
    });
    await expect(collect(fake)).rejects.toMatchObject({ code: 'ADMISSION_DENIED' });
    expect(fake.requests).toHaveLength(1);
  });

  it('ends with the last words of one that has ended, shown inert', async () => {
    const phases = await collect(cluster([changed(pod()), changed(pod({ terminated: { exitCode: 3 } }))]));
    expect(phases.at(-1)).toMatchObject({ phase: 'terminated', logTail: 'last words␛[31m', state: { exitCode: 3 } });
  });

  it('ends when the pod is gone, and does not follow another one of its name', async () => {
    expect(names(await collect(cluster([{ type: 'synced', items: [] }])))).toEqual(['patched', 'podGone']);
    const other = pod({ running: {} }, 'u2');
    expect(names(await collect(cluster([{ type: 'synced', items: [other] }])))).toEqual(['patched', 'podGone']);
  });

  it('stops following when it is told to', async () => {
    const ending = new AbortController();
    const pull = changed(pod({ waiting: { reason: 'ErrImagePull', message: 'not found' } }));
    const phases: string[] = [];
    const setting = { cluster: cluster([pull]), now: () => new Date(0), random: () => 0, signal: ending.signal };
    for await (const { phase } of startDebug(request, setting)) {
      phases.push(phase);
      if (phase === 'problem') ending.abort();
    }
    expect(phases).toEqual(['patched', 'problem']);
  });
});
