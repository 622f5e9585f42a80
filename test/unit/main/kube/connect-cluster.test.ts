import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { CredentialDescription } from '../../../../main/kube/cluster-access.ts';
import { type Cluster, connectCluster } from '../../../../main/kube/index.ts';
import { selfSigned } from '../../../../main/practice/api/certificates.ts';
import { accessTo, type FakeApiServer, sendJson, startFakeApiServer } from './fake-api-server.ts';

const SERVERS = 4;
const KINDS = ['token', 'tokenFile', 'basic', 'exec'] as const;

interface Guarded {
  readonly server: FakeApiServer;
  /** Every Authorization header that reached this server. */
  readonly seen: Set<string>;
  isRejecting: boolean;
}

const guarded: Guarded[] = [];
let directory: string;
let authority: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kesako-identities-'));
  const identity = selfSigned('127.0.0.1');
  authority = identity.certificate;
  for (let index = 0; index < SERVERS; index += 1) {
    const seen = new Set<string>();
    const server = await startFakeApiServer({
      tls: identity,
      onRequest: ({ headers }, response) => {
        seen.add(headers.authorization ?? 'nothing');
        const entry = guarded[index];
        if (entry?.isRejecting === true) {
          entry.isRejecting = false;
          sendJson(response, 401, { status: 'Failure', message: 'Unauthorized' });
        } else sendJson(response, 200, {});
      },
    });
    guarded.push({ server, seen, isRejecting: false });
  }
});

afterAll(async () => {
  for (const { server } of guarded) await server.close();
  await rm(directory, { recursive: true });
});

async function credential(kind: (typeof KINDS)[number], secret: string): Promise<CredentialDescription> {
  const file = join(directory, secret);
  switch (kind) {
    case 'token':
      return { kind, token: secret };
    case 'basic':
      return { kind, username: 'admin', password: secret };
    case 'tokenFile':
      await writeFile(file, secret);
      return { kind, file };
    case 'exec': {
      const apiVersion = 'client.authentication.k8s.io/v1';
      const answer = JSON.stringify({ apiVersion, kind: 'ExecCredential', status: { token: secret } });
      await writeFile(file, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
      return {
        kind,
        apiVersion,
        command: file,
        args: [],
        env: {},
        interactiveMode: 'Never',
        provideClusterInfo: false,
      };
    }
  }
}

it('shows each server only the secrets that are meant for it, in whatever order it is asked', async () => {
  // All contexts and users have the same names: nothing may be told apart, or mixed up, by name.
  const clusters: { readonly server: number; readonly cluster: Cluster }[] = [];
  for (const [server, { server: fake }] of guarded.entries()) {
    for (const kind of KINDS) {
      const access = accessTo(fake.url, {
        tls: { insecure: false, ca: authority },
        credential: await credential(kind, `secret-${String(server)}-${kind}`),
      });
      clusters.push({ server, cluster: connectCluster(access, { environment: process.env }) });
    }
  }
  const step = fc.record({ context: fc.nat({ max: clusters.length - 1 }), isRejecting: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const asked = steps.map(async ({ context, isRejecting }) => {
        const chosen = clusters[context];
        const target = guarded[chosen?.server ?? 0];
        if (isRejecting && target !== undefined) target.isRejecting = true;
        // A rejection that no refresh can mend is an answer too.
        await chosen?.cluster.request({ method: 'GET', path: '/version' }).catch(() => undefined);
      });
      await Promise.all(asked);
    }),
    { numRuns: 25 },
  );
  for (const { cluster } of clusters) cluster.dispose();

  for (const [index, { seen }] of guarded.entries()) {
    expect(seen.size).toBe(KINDS.length);
    for (const header of seen) {
      const [scheme, value = ''] = header.split(' ');
      const secret = scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : value;
      expect(secret).toContain(`secret-${String(index)}-`);
    }
  }
});

it('opens new sockets for a new certificate of the same plug-in', async () => {
  const [first, second] = [selfSigned('first.example'), selfSigned('second.example')];
  const identity = selfSigned('127.0.0.1');
  const names: string[] = [];
  const server = await startFakeApiServer({
    tls: { ...identity, clientAuthority: first.certificate + second.certificate },
    onRequest: (request, response) => {
      const { socket } = request;
      names.push(socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : 'none');
      if (names.length === 2) sendJson(response, 401, { status: 'Failure', message: 'Unauthorized' });
      else sendJson(response, 200, {});
    },
  });
  const apiVersion = 'client.authentication.k8s.io/v1';
  for (const [name, { certificate, key }] of Object.entries({ first, second })) {
    const status = { clientCertificateData: certificate, clientKeyData: key };
    await writeFile(join(directory, `${name}.json`), JSON.stringify({ apiVersion, kind: 'ExecCredential', status }));
  }
  // The first run gives the first certificate and leaves the second one in its place.
  const script = 'cat first.json; if [ -e second.json ]; then mv second.json first.json; fi';
  const cluster = connectCluster(
    accessTo(server.url, {
      tls: { insecure: false, ca: identity.certificate },
      credential: {
        ...{ kind: 'exec', apiVersion, command: 'sh', args: ['-c', script], env: {}, directory },
        ...{ interactiveMode: 'Never', provideClusterInfo: false },
      },
    }),
    { environment: process.env },
  );
  for (let count = 0; count < 3; count += 1) await cluster.request({ method: 'GET', path: '/version' });
  expect(names).toEqual(['first.example', 'first.example', 'second.example', 'second.example']);
  cluster.dispose();
  await server.close();
});
