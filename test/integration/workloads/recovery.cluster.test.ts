/** One cluster goes away and comes back: its own views say so and recover, those of the other are not touched. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createContexts, type Contexts } from '../../../main/contexts/index.ts';
import { connectCluster } from '../../../main/kube/index.ts';
import { createSettings } from '../../../main/settings/index.ts';
import { createWorkloads, type Workloads } from '../../../main/workloads/index.ts';
import type { ContextStatus } from '../../../preload/contract/contexts.ts';
import type { WorkloadsItem } from '../../../preload/contract/workloads.ts';
import { openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';
import { startCuttableProxy, type CuttableProxy } from '../kube/cuttable-proxy.ts';

describe('a cluster that goes away', () => {
  let lab: ClusterLab;
  let folder: string;
  let proxy: CuttableProxy;
  let contexts: Contexts;
  let workloads: Workloads;
  const labKubeconfig = process.env['KUBECONFIG']?.split(delimiter)[0] ?? '';
  const ended = new AbortController();
  const request = uncancelled(ended.signal);

  beforeAll(async () => {
    lab = await openClusterLab(`recovery-${String(process.pid)}`);
    folder = await mkdtemp(join(tmpdir(), 'recovery-'));
    proxy = await startCuttableProxy(new URL(lab.cluster.server));
    const kubeconfig = join(folder, 'config');
    await writeFile(kubeconfig, await secondWay(lab, proxy.port));
    const environment = { ...process.env, KUBECONFIG: [labKubeconfig, kubeconfig].join(delimiter) };
    const log = { warn: (): void => undefined };
    contexts = await createContexts({
      environment,
      homeDirectory: folder,
      connect: (access) => connectCluster(access, { environment }),
      settings: await createSettings({ folder: join(folder, 'settings'), log }),
      log,
    });
    workloads = createWorkloads({ clusterOf: contexts.clusterOf });
  });
  afterAll(async () => {
    ended.abort();
    workloads.dispose();
    contexts.dispose();
    await proxy.close();
    await rm(folder, { recursive: true });
    await lab.dispose();
  });

  /** The lab's kubeconfig once more under another name, by way of the proxy. */
  async function secondWay(lab: ClusterLab, port: number): Promise<string> {
    const text = await readFile(labKubeconfig, 'utf8');
    return text.replaceAll(lab.context, 'away').replaceAll(lab.cluster.server, `https://127.0.0.1:${String(port)}`);
  }

  const next = async <Item>(items: AsyncIterator<Item>, wanted: (item: Item) => boolean): Promise<Item> => {
    for (;;) {
      const item: IteratorResult<Item, unknown> = await items.next();
      if (item.done === true) throw new Error('the stream ended');
      if (wanted(item.value)) return item.value;
    }
  };
  const isIn =
    (state: ContextStatus['state']) =>
    (status: ContextStatus): boolean =>
      status.state === state;
  const isFresh =
    (state: string) =>
    (item: WorkloadsItem): boolean =>
      item.type === 'freshness' && item.freshness.state === state;
  const podNames = (item: WorkloadsItem): readonly string[] =>
    item.type === 'freshness' ? [] : item.pods.map(({ name }) => name);

  it('is said to be stale, recovers with what happened meanwhile, and disturbs no other', async () => {
    const other: ContextStatus['state'][] = [];
    const watchingOther = (async () => {
      for await (const { state } of contexts.service.status({ context: lab.context }, request)) other.push(state);
    })();
    const status = contexts.service.status({ context: 'away' }, request)[Symbol.asyncIterator]();
    const { kubeNamespace } = lab;
    const rows = workloads.service.watch({ context: 'away', kubeNamespace }, request)[Symbol.asyncIterator]();
    await next(status, isIn('live'));
    await next(rows, ({ type }) => type === 'snapshot');

    const { port } = proxy;
    await proxy.close();
    expect(await next(rows, isFresh('stale'))).toMatchObject({ freshness: { problem: { code: 'UNREACHABLE' } } });
    expect(await next(status, isIn('stale'))).toMatchObject({ problem: { code: 'UNREACHABLE' } });

    await lab.kubectl('run', 'meanwhile', '-n', kubeNamespace, '--image=busybox', '--', 'tail', '-f', '/dev/null');
    proxy = await startCuttableProxy(new URL(lab.cluster.server), port);
    await contexts.service.reconnect({ context: 'away' }, request);
    await next(status, isIn('live'));
    // Which of the two is told first is a matter of chance.
    const told = { pod: false, live: false };
    await next(rows, (item) => {
      if (podNames(item).includes('meanwhile')) told.pod = true;
      if (isFresh('live')(item)) told.live = true;
      return told.pod && told.live;
    });

    ended.abort();
    await watchingOther;
    expect(new Set(other)).toEqual(new Set(['connecting', 'live']));
  });
});
