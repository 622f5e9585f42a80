/** Lists, pods and manifests through the contract, at a server that refuses, fails and restarts. */
import { afterEach, beforeEach, expect, it } from 'vitest';

import { ADMIN, startApiServer, type ApiServer } from '../../support/practice/start-api-server.ts';
import { addDeployment, addObject, runningPod } from '../../support/practice/objects.ts';
import { PODS } from '../../../main/practice/api/resource-types.ts';
import { failure } from '../../../main/practice/api/status.ts';
import { READ_ONLY, type User } from '../../../main/practice/api/users.ts';
import { follow } from '../../support/follow.ts';
import { startCore, type RunningCore } from '../../support/running-core.ts';

const WITHOUT_JOBS: User = {
  name: 'without-jobs',
  token: 'token-without-jobs',
  rules: READ_ONLY.map((rule) => ({ ...rule, resources: rule.resources.filter((name) => !name.endsWith('jobs')) })),
};
const place = { context: 'admin', kubeNamespace: 'default' };

let server: ApiServer;
let core: RunningCore;

beforeEach(async () => {
  server = await startApiServer({ users: [ADMIN, WITHOUT_JOBS] });
  core = await startCore([
    { context: 'admin', server, user: ADMIN },
    { context: 'without-jobs', server, user: WITHOUT_JOBS },
  ]);
});
afterEach(async () => {
  await core.dispose();
  await server.close();
  expect(core.errors).toEqual([]);
});

it('shows what may be listed, and says which lists are denied', async () => {
  addDeployment(server.store, 'web');
  const list = follow(core.api.workloads.watch({ context: 'without-jobs', kubeNamespace: 'default' }));
  const snapshot = await list.until((item) => item.type === 'snapshot' && item.pods.length === 1);
  if (snapshot.type !== 'snapshot') throw new Error(snapshot.type);
  expect(snapshot.workloads.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Deployment web']);
  expect(snapshot.denied.map(({ code, data }) => [code, data])).toEqual(
    ['jobs', 'cronjobs'].map((resource) => ['FORBIDDEN', { verb: 'list', resource, kubeNamespace: 'default' }]),
  );
  addDeployment(server.store, 'later');
  await list.until((item) => item.type === 'delta' && item.workloads.some(({ name }) => name === 'later'));
  await list.close();
});

it('keeps its rows while the server restarts: stale, then live, with what changed meanwhile', async () => {
  addDeployment(server.store, 'web');
  const list = follow(core.api.workloads.watch(place));
  await list.until((item) => item.type === 'freshness' && item.freshness.state === 'live');
  await server.stop();
  await list.until((item) => item.type === 'freshness' && item.freshness.state === 'stale');
  addDeployment(server.store, 'meanwhile');
  await server.restart();
  // In either order: the lists of seven resources come back one by one.
  await list.until(() => {
    const freshness = list.seen.findLast((item) => item.type === 'freshness')?.freshness;
    const pods = list.seen.flatMap((item) => (item.type === 'delta' ? item.pods : []));
    return freshness?.state === 'live' && pods.some(({ name }) => name.startsWith('meanwhile'));
  });
  // Nobody was told to forget the rows in between.
  const removed = list.seen.flatMap((item) => (item.type === 'delta' ? item.removed : []));
  expect(removed).toEqual([]);
  await list.close();
});

it('says that a pod is gone, and offers the one that took its place without following it', async () => {
  const old = addDeployment(server.store, 'web');
  const pod = follow(core.api.workloads.pod({ ...place, pod: old.metadata.name }));
  await pod.until((item) => item.type === 'pod');
  const owner = old.metadata.ownerReferences?.[0];
  const creationTimestamp = '2999-01-01T00:00:00Z';
  const next = runningPod({ name: 'web-5d89f-next1', labels: { app: 'web' } });
  addObject(server.store, {
    ...next,
    metadata: { ...next.metadata, creationTimestamp, ...(owner && { ownerReferences: [owner] }) },
  });
  server.store.remove(PODS, 'default', old.metadata.name);
  const gone = await pod.until((item) => item.type === 'deleted' && item.replacement !== undefined);
  expect(gone).toEqual({ type: 'deleted', replacement: 'web-5d89f-next1' });
  await pod.close();
});

it('deletes the pod that was looked at, never another one of its name', async () => {
  const first = addObject(server.store, runningPod({ name: 'db-0' }));
  server.store.remove(PODS, 'default', 'db-0');
  addObject(server.store, runningPod({ name: 'db-0' }));
  const request = { ...place, pod: 'db-0', uid: first.metadata.uid };
  await expect(core.api.workloads.deletePod(request)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(server.store.get(PODS, 'default', 'db-0')).toBeDefined();
});

const manifest = (replicas: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { colour: green }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'distroless:1' }] }
`;

it('applies nothing of a manifest that has an error, whoever finds it', async () => {
  const broken = `${manifest('1')}---\nkind: [unclosed\n`;
  await expect(core.api.workloads.apply({ ...place, text: broken })).rejects.toMatchObject({
    code: 'MANIFEST_INVALID',
    data: { line: expect.any(Number) },
  });
  expect(server.requests).toHaveLength(0);

  const refused = core.api.workloads.apply({ ...place, text: manifest('many') });
  await expect(refused).rejects.toMatchObject({
    code: 'INVALID',
    data: { causes: [{ field: '.spec.replicas', message: 'expected numeric (int or float), got string' }] },
  });
  const denial = failure(403, 'Forbidden', 'admission webhook "policy.example" denied the request: no web here');
  const webhook = server.faults.add({
    method: 'PATCH',
    path: /\/deployments\/web\?/,
    action: { kind: 'status', status: denial },
  });
  await expect(core.api.workloads.apply({ ...place, text: manifest('1') })).rejects.toMatchObject({
    code: 'ADMISSION_DENIED',
    data: { policy: 'policy.example' },
  });
  expect(webhook.hits).toBe(1);
  expect(server.writes).toBe(0);

  webhook.remove();
  const { changes } = await core.api.workloads.apply({ ...place, text: manifest('1') });
  expect(changes.map(({ name, action }) => [name, action])).toEqual([
    ['settings', 'create'],
    ['web', 'create'],
  ]);
  expect(server.writes).toBe(2);
});
