/** The walk's first step and last rows on a real cluster: apply, watch the rollout, look as a viewer, delete. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { createWorkloads, type Workloads } from '../../../main/workloads/index.ts';
import type { PodItem, PodRow, WorkloadsItem } from '../../../preload/contract/workloads.ts';
import { httpServer, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'http-server' },
  spec: { selector: { app: 'http-server' }, ports: [{ port: 80, targetPort: 8080 }] },
};
const manifest = (podSpec: object = {}): string =>
  [httpServer(podSpec), service].map((object) => JSON.stringify(object)).join('\n---\n');

describe('workloads on a cluster', () => {
  let lab: ClusterLab;
  let workloads: Workloads;
  const ended = new AbortController();
  const request = uncancelled(ended.signal);

  beforeAll(async () => {
    lab = await openClusterLab(`workloads-${String(process.pid)}`);
    workloads = createWorkloads({ clusterOf: lab.clusterOf });
  });
  afterAll(async () => {
    ended.abort();
    workloads.dispose();
    await lab.dispose();
  });

  const here = (): { readonly context: string; readonly kubeNamespace: string } => ({
    context: lab.context,
    kubeNamespace: lab.kubeNamespace,
  });
  const until = async <Item>(items: AsyncIterable<Item>, wanted: (item: Item) => boolean): Promise<Item> => {
    for await (const item of items) if (wanted(item)) return item;
    throw new Error('the stream ended');
  };
  const actions = ({ changes }: { readonly changes: readonly { readonly action: string }[] }): readonly string[] =>
    changes.map(({ action }) => action);
  const runningPod = (item: WorkloadsItem): PodRow | undefined =>
    item.type === 'freshness'
      ? undefined
      : item.pods.find(({ status, health }) => status === 'Running' && health === 'good');

  it('applies by way of a dry run and shows the rollout as kubectl does', async () => {
    const plan = await workloads.service.planApply(
      { ...here(), text: manifest(), fileName: 'http server.yaml' },
      request,
    );
    expect(actions(plan)).toEqual(['create', 'create']);
    expect(plan.kubectl).toBe(
      `kubectl --context ${lab.context} -n ${lab.kubeNamespace} apply --server-side --field-manager=kesako -f 'http server.yaml'`,
    );
    expect(await lab.kubectl('get', 'deployments', '-n', lab.kubeNamespace, '-o', 'name')).toBe('');

    const rollout = until(workloads.service.watch(here(), request), (item) => runningPod(item) !== undefined);
    expect(actions(await workloads.service.apply({ ...here(), text: manifest() }, request))).toEqual([
      'create',
      'create',
    ]);
    const row = runningPod(await rollout);
    const columns = (await lab.kubectl('get', 'pods', '-n', lab.kubeNamespace, '--no-headers')).trim().split(/\s+/);
    expect(columns.slice(0, 4)).toEqual([row?.name, '1/1', row?.status, String(row?.restarts)]);

    expect(actions(await workloads.service.planApply({ ...here(), text: manifest() }, request))).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  it('shows what a change would change, and nothing of the server’s own', async () => {
    const text = manifest({ shareProcessNamespace: true });
    const [deployment] = (await workloads.service.planApply({ ...here(), text }, request)).changes;
    expect(deployment?.action).toBe('configure');
    expect(deployment?.after.replace(/ +shareProcessNamespace: true\n/, '')).toBe(deployment?.before);
    expect(deployment?.before).not.toMatch(/managedFields|resourceVersion|status:/);
  });

  it('applies nothing when one object is refused', async () => {
    const broken = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'broken' }, dta: {} };
    const text = `${JSON.stringify({ ...service, metadata: { name: 'fresh' } })}\n---\n${JSON.stringify(broken)}`;
    await expect(workloads.service.apply({ ...here(), text }, request)).rejects.toMatchObject({
      code: 'INVALID',
      data: { causes: [{ field: '.dta', message: 'field not declared in schema' }] },
    });
    await expect(lab.kubectl('get', 'service', 'fresh', '-n', lab.kubeNamespace)).rejects.toThrow(/not found/);
  });

  it('says which field another owner holds', async () => {
    await lab.kubectl('create', 'configmap', 'owned', '-n', lab.kubeNamespace, '--from-literal=key=theirs');
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'owned' },
      data: { key: 'ours' },
    });
    const [change] = (await workloads.service.planApply({ ...here(), text }, request)).changes;
    expect(change?.problem?.code).toBe('CONFLICT');
    expect(change?.problem?.message).toMatch(/conflict with "kubectl-create".*\.data\.key/s);
  });

  it('shows a pod, its events and its YAML, and offers the one that takes its place', async () => {
    const ref = { ...here(), pod: await lab.podOf('http-server') };
    const seen: PodItem[] = [];
    const pod = until(workloads.service.pod(ref, request), (item) => {
      seen.push(item);
      return item.type === 'deleted' && item.replacement !== undefined;
    });
    const events = await until(workloads.service.events(ref, request), (list) => list.length > 0);
    expect(events.map(({ reason }) => reason)).toContain('Started');
    const { yaml } = await workloads.service.yaml(ref, request);
    expect(parse(yaml)).toMatchObject({
      kind: 'Pod',
      metadata: { name: ref.pod },
      spec: { containers: [{ name: 'http-server' }] },
    });

    const row = await until(workloads.service.watch(here(), request), (item) => runningPod(item) !== undefined);
    const uid = runningPod(row)?.uid ?? '';
    await expect(workloads.service.deletePod({ ...ref, uid: 'of-another-pod' }, request)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await workloads.service.deletePod({ ...ref, uid }, request);
    const replaced = await pod;
    expect(replaced).toMatchObject({ type: 'deleted', replacement: await lab.podOf('http-server') });
    const [detail] = seen.flatMap((item) => (item.type === 'pod' ? [item.pod] : []));
    expect(detail).toMatchObject({
      uid,
      owners: [{ kind: 'ReplicaSet' }, { kind: 'Deployment', name: 'http-server' }],
    });
  });

  it('deletes what the manifest names, and says what was not there', async () => {
    expect(actions(await workloads.service.planDelete({ ...here(), text: manifest() }, request))).toEqual([
      'delete',
      'delete',
    ]);
    expect(actions(await workloads.service.delete({ ...here(), text: manifest() }, request))).toEqual([
      'delete',
      'delete',
    ]);
    expect(actions(await workloads.service.planDelete({ ...here(), text: JSON.stringify(service) }, request))).toEqual([
      'absent',
    ]);
  });

  it('says of a pod that never was that it is not there', async () => {
    const items = workloads.service.pod({ ...here(), pod: 'never-was' }, request);
    await expect(until(items, ({ type }) => type === 'pod')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('works for a user who may only look, and says what is denied', async () => {
    const viewer = { context: `${lab.context}-viewer`, kubeNamespace: 'default' };
    const kubeNamespaces = await until(workloads.service.kubeNamespaces(viewer, request), () => true);
    expect(kubeNamespaces).toMatchObject({ names: ['default'], restricted: { code: 'FORBIDDEN' } });
    const snapshot = await until(workloads.service.watch(viewer, request), ({ type }) => type === 'snapshot');
    expect(snapshot).toMatchObject({ denied: [{ data: { resource: 'jobs' } }, { data: { resource: 'cronjobs' } }] });
    await expect(workloads.service.apply({ ...viewer, text: manifest() }, request)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      data: { verb: 'patch', resource: 'deployments' },
    });
  });

  it('lists Kubernetes namespaces for the administrator as they come and go', async () => {
    const name = `${lab.kubeNamespace}-extra`;
    const appeared = until(workloads.service.kubeNamespaces(here(), request), ({ names }) => names.includes(name));
    await lab.kubectl('create', 'namespace', name);
    expect((await appeared).restricted).toBeUndefined();
    const vanished = until(workloads.service.kubeNamespaces(here(), request), ({ names }) => !names.includes(name));
    await lab.kubectl('delete', 'namespace', name, '--wait=false');
    await vanished;
  });
});
