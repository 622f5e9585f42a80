import { afterEach, describe, expect, it } from 'vitest';

import {
  applyObject,
  type Cluster,
  connectCluster,
  deleteObject,
  findResourceKind,
  listPods,
  patchEphemeralContainers,
  podLog,
} from '../../../../main/kube/index.ts';
import { accessTo, type FakeApiServer, sendJson, startFakeApiServer } from './fake-api-server.ts';

const POD = { kubeNamespace: 'default', pod: 'web-0' };
const APPS = {
  resources: [
    { name: 'deployments/status', kind: 'Deployment', namespaced: true },
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'clusterthings', kind: 'ClusterThing', namespaced: false },
  ],
};

let server: FakeApiServer | undefined;
let cluster: Cluster | undefined;
const bodies: string[] = [];

afterEach(async () => {
  cluster?.dispose();
  bodies.length = 0;
  await server?.close();
});

async function answering(status: number, body: unknown): Promise<Cluster> {
  server = await startFakeApiServer({
    onRequest: (request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        bodies.push(text);
        if (request.url === '/apis/apps/v1') sendJson(response, 200, APPS);
        else sendJson(response, status, body);
      });
    },
  });
  cluster = connectCluster(accessTo(server.url), { environment: {} });
  return cluster;
}

const last = (): string => {
  const request = server?.requests.at(-1);
  return `${request?.method ?? ''} ${request?.url ?? ''} ${request?.headers['content-type'] ?? ''}`.trim();
};

describe('pods', () => {
  it('come as a list also where Go writes an empty one as null', async () => {
    expect(await listPods(await answering(200, { items: null }), undefined, { labelSelector: 'a=b' })).toEqual([]);
    expect(last()).toBe('GET /api/v1/pods?labelSelector=a%3Db');
  });

  it('get an ephemeral container by a merge that appends, and only tried out if so wanted', async () => {
    const entry = { name: 'dbg', image: 'busybox' };
    const type = 'application/strategic-merge-patch+json';
    const connected = await answering(200, {});
    await patchEphemeralContainers(connected, POD, entry);
    expect(last()).toBe(`PATCH /api/v1/namespaces/default/pods/web-0/ephemeralcontainers?fieldManager=kesako ${type}`);
    expect(JSON.parse(bodies[0] ?? '')).toEqual({ spec: { ephemeralContainers: [entry] } });
    await patchEphemeralContainers(connected, POD, entry, { dryRun: true });
    expect(last()).toBe(
      `PATCH /api/v1/namespaces/default/pods/web-0/ephemeralcontainers?dryRun=All&fieldManager=kesako ${type}`,
    );
  });

  it.each([
    [{}, 'UNSUPPORTED'],
    [{ name: 'web-0', kind: 'pods' }, 'NOT_FOUND'],
  ])('tell a server without the subresource from a missing pod: %j', async (details, code) => {
    const patch = patchEphemeralContainers(await answering(404, { status: 'Failure', message: 'no', details }), POD, {
      name: 'dbg',
      image: 'busybox',
    });
    await expect(patch).rejects.toMatchObject({ code });
  });

  it('have logs with a tail of none, too', async () => {
    const options = { container: 'web', tailLines: 0, follow: false };
    for await (const chunk of podLog(await answering(200, ''), POD, options)) expect(chunk.length).toBeGreaterThan(0);
    expect(last()).toBe('GET /api/v1/namespaces/default/pods/web-0/log?container=web&tailLines=0&follow=false');
  });
});

describe('kinds', () => {
  it('are looked up, past their subresources', async () => {
    expect(await findResourceKind(await answering(404, {}), 'apps/v1', 'Deployment')).toEqual({
      group: 'apps',
      version: 'v1',
      resource: 'deployments',
      isNamespaced: true,
    });
  });

  it.each([
    ['apps/v1', 'Nothing'],
    ['other/v1', 'Deployment'],
    ['../v1', 'Deployment'],
    ['apps/..', 'Deployment'],
    ['', 'Deployment'],
  ])('that the cluster does not know are named: %s %s', async (apiVersion, kind) => {
    const found = findResourceKind(await answering(404, { status: 'Failure', message: 'no' }), apiVersion, kind);
    await expect(found).rejects.toMatchObject({ code: 'NOT_FOUND', data: { resource: kind } });
  });

  it('decide where a manifest goes', async () => {
    const connected = await answering(200, {});
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } };
    await applyObject(connected, object, { force: true, dryRun: true });
    expect(last()).toBe(
      'PATCH /apis/apps/v1/namespaces/default/deployments/web?fieldManager=kesako&force=true&dryRun=All application/apply-patch+yaml',
    );
    await deleteObject(connected, { apiVersion: 'apps/v1', kind: 'ClusterThing', name: 'a', kubeNamespace: 'ignored' });
    expect(last()).toBe('DELETE /apis/apps/v1/clusterthings/a?propagationPolicy=Background');
  });
});
