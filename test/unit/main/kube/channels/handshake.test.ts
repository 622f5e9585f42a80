import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';

import { afterEach, expect, it } from 'vitest';

import { type HandshakeRequest, openSocket } from '../../../../../main/kube/channels/handshake.ts';
import { openConnection, type Connection } from '../../../../../main/kube/http/connection.ts';
import { selfSigned } from '../../../../../main/practice/api/certificates.ts';
import { accessTo, type FakeApiServer, startFakeApiServer } from '../fake-api-server.ts';

const identity = selfSigned('127.0.0.1');
const request: HandshakeRequest = { path: '/exec', query: {}, protocols: [['v5.channel.k8s.io']] };
const disposals: (() => unknown)[] = [];

afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

async function connected(server: FakeApiServer): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(server.url).port), ca: identity.certificate });
  await once(socket, 'secureConnect');
  return socket;
}

/** A connection that has just this spare socket. */
function withSpare(server: FakeApiServer, spare: TLSSocket): Connection {
  const access = accessTo(server.url, { tls: { insecure: false, ca: identity.certificate } });
  const connection = openConnection(access, { environment: {}, userAgent: 'test' });
  disposals.push(connection.dispose);
  const spares = [spare];
  return {
    ...connection,
    authorize: async (signal) => {
      const authorized = await connection.authorize(signal);
      const takeSpareSocket = (): TLSSocket | undefined => spares.pop();
      return { ...authorized, transport: { ...authorized.transport, takeSpareSocket } };
    },
  };
}

async function start(refuses: (port: number) => boolean): Promise<{ server: FakeApiServer; ports: number[] }> {
  const ports: number[] = [];
  const server = await startFakeApiServer({
    tls: identity,
    refuseUpgrade: ({ socket }) => {
      ports.push(socket.remotePort ?? 0);
      if (refuses(socket.remotePort ?? 0)) socket.destroy();
      return undefined;
    },
  });
  disposals.push(server.close);
  return { server, ports };
}

it('upgrades the socket that is connected already', async () => {
  const { server, ports } = await start(() => false);
  const spare = await connected(server);
  const { localPort } = spare;
  const socket = await openSocket(request, withSpare(server, spare), AbortSignal.timeout(5000));
  socket.terminate();
  expect(ports).toEqual([localPort]);
});

it('upgrades a new socket when the connected one turns out to be gone, but only once', async () => {
  let gone = 0;
  const { server, ports } = await start((port) => port === gone);
  const spare = await connected(server);
  gone = spare.localPort ?? 0;
  const socket = await openSocket(request, withSpare(server, spare), AbortSignal.timeout(5000));
  socket.terminate();
  expect(ports).toHaveLength(2);

  const always = await start(() => true);
  const other = withSpare(always.server, await connected(always.server));
  await expect(openSocket(request, other, AbortSignal.timeout(5000))).rejects.toMatchObject({ code: 'UNREACHABLE' });
  expect(always.ports).toHaveLength(2);
});

it('makes the next offer when the node cannot, or the protocol may be the reason, and no third', async () => {
  const offers: (string | undefined)[] = [];
  let status = 500;
  const server = await startFakeApiServer({
    refuseUpgrade: ({ headers }) => {
      const offered = headers['sec-websocket-protocol'];
      offers.push(offered);
      return status === 403 || offered === 'v4.channel.k8s.io' ? { status, body: 'no' } : undefined;
    },
  });
  disposals.push(server.close);
  const connection = openConnection(accessTo(server.url), { environment: {}, userAgent: 'test' });
  disposals.push(connection.dispose);
  const inTurns: HandshakeRequest = { ...request, protocols: [['v4.channel.k8s.io'], ['v5.channel.k8s.io']] };
  const socket = await openSocket(inTurns, connection, AbortSignal.timeout(5000));
  socket.terminate();
  expect([socket.protocol, offers]).toEqual(['v5.channel.k8s.io', ['v4.channel.k8s.io', 'v5.channel.k8s.io']]);

  status = 403;
  await expect(openSocket(inTurns, connection, AbortSignal.timeout(5000))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(offers).toHaveLength(4);

  status = 429;
  await expect(openSocket(inTurns, connection, AbortSignal.timeout(5000))).rejects.toMatchObject({ code: 'THROTTLED' });
  expect(offers).toHaveLength(5);
});
