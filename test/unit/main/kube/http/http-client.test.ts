import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { ClusterAccess } from '../../../../../main/kube/cluster-access.ts';
import type { Cluster } from '../../../../../main/kube/cluster.ts';
import { connectCluster } from '../../../../../main/kube/connect-cluster.ts';
import { selfSigned, type ServerIdentity } from '../../../../../main/practice/api/certificates.ts';
import {
  accessTo,
  type FakeApiServer,
  type FakeApiServerOptions,
  sendJson,
  startFakeApiServer,
} from '../fake-api-server.ts';

const GET = { method: 'GET', path: '/api/v1/pods' } as const;
const UNAUTHORIZED = { kind: 'Status', status: 'Failure', message: 'Unauthorized', reason: 'Unauthorized', code: 401 };

const disposals: (() => unknown)[] = [];
let identity: ServerIdentity;

beforeAll(() => {
  identity = selfSigned('127.0.0.1');
});

afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

async function start(options: FakeApiServerOptions): Promise<FakeApiServer> {
  const server = await startFakeApiServer(options);
  disposals.push(server.close);
  return server;
}

function connect(access: ClusterAccess, environment = {}): Cluster {
  const cluster = connectCluster(access, { environment });
  disposals.push(cluster.dispose);
  return cluster;
}

describe('request', () => {
  it('gives the JSON untouched, with the warnings of the server', async () => {
    const pod = { metadata: { creationTimestamp: '2026-01-01T00:00:00.123456Z' }, spec: { fieldFromTheFuture: [1] } };
    const server = await start({
      onRequest: (_request, response) =>
        sendJson(response, 200, pod, {
          Warning: ['299 - "would violate PodSecurity \\"restricted\\""', '299 - "second"'],
        }),
    });
    expect(await connect(accessTo(server.url)).request(GET)).toEqual({
      body: pod,
      status: 200,
      warnings: ['would violate PodSecurity "restricted"', 'second'],
    });
  });

  it('keeps the path of the server, escapes the query and repeats lists', async () => {
    const server = await start({ onRequest: (_request, response) => sendJson(response, 200, {}) });
    const cluster = connect(accessTo(`${server.url}/k8s/clusters/c-1/`));
    await cluster.request({ ...GET, query: { labelSelector: 'a=b,c', watch: undefined, command: ['x', 'y z'] } });
    expect(server.requests[0]?.url).toBe('/k8s/clusters/c-1/api/v1/pods?labelSelector=a%3Db%2Cc&command=x&command=y+z');
  });

  it('reads compressed answers, and stops at its limit after decompression', async () => {
    const body = gzipSync(JSON.stringify({ items: 'x'.repeat(100_000) }));
    const server = await start({
      onRequest: (_request, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' }).end(body),
    });
    const cluster = connect(accessTo(server.url));
    expect((await cluster.request<{ items: string }>(GET)).body.items).toHaveLength(100_000);
    await expect(cluster.request({ ...GET, maxBytes: 50_000 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('asks for no compression where the kubeconfig does not want it', async () => {
    const server = await start({ onRequest: (_request, response) => sendJson(response, 200, {}) });
    await connect(accessTo(server.url, { disableCompression: true })).request(GET);
    expect(server.requests[0]?.headers['accept-encoding']).toBeUndefined();
  });

  it('follows no redirect', async () => {
    const server = await start({
      onRequest: (_request, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
    });
    await expect(connect(accessTo(server.url)).request(GET)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(server.requests).toHaveLength(1);
  });

  it('calls an answer that stops short what it is', async () => {
    const server = await start({
      onRequest: (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 });
        response.write('{"items":[', () => response.destroy());
      },
    });
    await expect(connect(accessTo(server.url)).request(GET)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('gives up after its time, and at once when it is called off', async () => {
    const abort = new AbortController();
    const server = await start({ onRequest: (request) => (request.url === '/off' ? abort.abort() : undefined) });
    const cluster = connect(accessTo(server.url));
    await expect(cluster.request({ ...GET, timeoutMs: 30 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    const off = cluster.request({ method: 'GET', path: '/off', signal: abort.signal });
    await expect(off).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('says where nothing listens', async () => {
    const server = await start({});
    await server.close();
    const failed = connect(accessTo(server.url)).request(GET);
    await expect(failed).rejects.toMatchObject({ code: 'UNREACHABLE', data: { server: server.url } });
  });

  it('surfaces the delay that a busy server asks for', async () => {
    const server = await start({
      onRequest: (_request, response) =>
        sendJson(response, 429, { status: 'Failure', message: 'slow' }, { 'Retry-After': '7' }),
    });
    const failed = connect(accessTo(server.url)).request(GET);
    await expect(failed).rejects.toMatchObject({ code: 'THROTTLED', message: 'slow', data: { retryAfterSeconds: 7 } });
  });
});

describe('identity', () => {
  it('sends no credential where everybody can read it', async () => {
    const server = await start({ onRequest: (_request, response) => sendJson(response, 200, {}) });
    await connect(accessTo(server.url, { credential: { kind: 'token', token: 'secret' } })).request(GET);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('impersonates as kubectl does', async () => {
    const server = await start({ onRequest: (_request, response) => sendJson(response, 200, {}) });
    const impersonate = { user: 'jörg', uid: '7', groups: ['a', 'b'], extra: { 'example.com/scope': ['x', 'y'] } };
    await connect(accessTo(server.url, { impersonate })).request(GET);
    const headers = server.requests[0]?.rawHeaders ?? [];
    const sent = headers.flatMap((name, index) =>
      index % 2 === 0 && name.startsWith('Impersonate')
        ? [`${name}: ${Buffer.from(headers[index + 1] ?? '', 'latin1').toString('utf8')}`]
        : [],
    );
    expect(sent).toEqual([
      'Impersonate-User: jörg',
      'Impersonate-Uid: 7',
      'Impersonate-Group: a',
      'Impersonate-Group: b',
      'Impersonate-Extra-example.com%2fscope: x',
      'Impersonate-Extra-example.com%2fscope: y',
    ]);
  });

  it('reads a replaced token file after a 401, once, for requests and for channels', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kesako-token-'));
    disposals.push(() => rm(directory, { recursive: true }));
    const file = join(directory, 'token');
    await writeFile(file, 'old\n');
    let valid = 'old';
    const isValid = (header: string | undefined): boolean => header === `Bearer ${valid}`;
    const server = await start({
      tls: identity,
      onRequest: ({ headers }, response) => {
        if (isValid(headers.authorization)) sendJson(response, 200, { fine: true });
        else sendJson(response, 401, UNAUTHORIZED);
      },
      refuseUpgrade: ({ headers }) =>
        isValid(headers.authorization) ? undefined : { status: 401, body: JSON.stringify(UNAUTHORIZED) },
    });
    const tls = { insecure: false, ca: identity.certificate };
    const cluster = connect(accessTo(server.url, { tls, credential: { kind: 'tokenFile', file } }));
    await cluster.request(GET);

    await writeFile(file, 'new\n');
    valid = 'new';
    expect((await cluster.request(GET)).body).toEqual({ fine: true });

    await writeFile(file, 'newer');
    valid = 'newer';
    const request = { kubeNamespace: 'a', pod: 'b', container: 'c', command: ['d'], stdin: false, tty: false };
    const channel = await cluster.exec(request);
    channel.close();

    valid = 'never';
    await expect(cluster.request(GET)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', data: { context: 'test' } });
    expect(server.requests).toHaveLength(1 + 2 + 2 + 2);
  });

  it('never quotes a token that no header can carry', () => {
    const open = (): Cluster =>
      connect(accessTo('https://127.0.0.1', { credential: { kind: 'token', token: 's\necret' } }));
    expect(open).toThrow(
      expect.objectContaining({ code: 'KUBECONFIG_INVALID', message: expect.not.stringContaining('ecret') as string }),
    );
  });
});

describe('encryption', () => {
  const answer: FakeApiServerOptions = { onRequest: (_request, response) => sendJson(response, 200, {}) };
  const trusting = (): ClusterAccess['tls'] => ({ insecure: false, ca: identity.certificate });

  it('trusts the authority of the kubeconfig', async () => {
    const server = await start({ ...answer, tls: identity });
    expect((await connect(accessTo(server.url, { tls: trusting() })).request(GET)).status).toBe(200);
  });

  it('sends nothing to a server that it does not trust, named or not', async () => {
    const server = await start({ ...answer, tls: identity });
    const credential = { kind: 'token', token: 'secret' } as const;
    for (const tls of [
      { insecure: false },
      { insecure: false, ca: selfSigned('127.0.0.1').certificate },
      { ...trusting(), serverName: 'another.example' },
    ]) {
      const cluster = connect(accessTo(server.url, { tls, credential }));
      await expect(cluster.request(GET)).rejects.toMatchObject({ code: 'TLS', data: { server: server.url } });
      const request = { kubeNamespace: 'a', pod: 'b', container: 'c', command: ['d'], stdin: false, tty: false };
      await expect(cluster.exec(request)).rejects.toMatchObject({ code: 'TLS' });
    }
    expect(server.requests).toHaveLength(0);
  });

  it('checks the name that the kubeconfig gives, and sends it', async () => {
    const named = selfSigned('api.example');
    const server = await start({ ...answer, tls: named });
    const tls = { insecure: false, ca: named.certificate, serverName: 'api.example' };
    expect((await connect(accessTo(server.url, { tls })).request(GET)).status).toBe(200);
  });

  it('checks nothing only where the kubeconfig says so', async () => {
    const server = await start({ ...answer, tls: identity });
    expect((await connect(accessTo(server.url, { tls: { insecure: true } })).request(GET)).status).toBe(200);
  });

  it('shows its client certificate', async () => {
    const client = selfSigned('client.example');
    const server = await start({ ...answer, tls: { ...identity, clientAuthority: client.certificate } });
    const credential = { kind: 'clientCertificate', certificate: client.certificate, key: client.key } as const;
    expect((await connect(accessTo(server.url, { tls: trusting(), credential })).request(GET)).status).toBe(200);
    await expect(connect(accessTo(server.url, { tls: trusting() })).request(GET)).rejects.toMatchObject({
      code: 'TLS',
    });
  });

  it('refuses a key that cannot be read without quoting it', async () => {
    const credential = { kind: 'clientCertificate', certificate: identity.certificate, key: 'SECRET' } as const;
    const failed = connect(accessTo('https://127.0.0.1', { credential })).request(GET);
    await expect(failed).rejects.toMatchObject({ code: 'KUBECONFIG_INVALID' });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('SECRET') as string });
  });
});

describe('stream', () => {
  it('gives bytes as they come and says when they stop short', async () => {
    const server = await start({
      onRequest: (_request, response) => {
        response.writeHead(200);
        response.write('line\n', () => response.destroy());
      },
    });
    const received: string[] = [];
    const reading = (async () => {
      for await (const chunk of connect(accessTo(server.url)).stream({ path: '/log' }))
        received.push(Buffer.from(chunk).toString());
    })();
    await expect(reading).rejects.toMatchObject({ code: 'STREAM_CUT', data: { receivedBytes: 5 } });
    expect(received).toEqual(['line\n']);
  });

  it('ends quietly when it is called off', async () => {
    const abort = new AbortController();
    const server = await start({ onRequest: (_request, response) => response.write('line\n') });
    let count = 0;
    for await (const chunk of connect(accessTo(server.url)).stream({ path: '/log', signal: abort.signal })) {
      count += chunk.length;
      abort.abort();
    }
    expect(count).toBe(5);
  });
});
