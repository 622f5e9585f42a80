import { createServer, type Server } from 'node:http';
import { connect as connectTcp, createServer as createTcpServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

import { afterEach, expect, it } from 'vitest';

import { connectCluster } from '../../../../../main/kube/connect-cluster.ts';
import { selfSigned } from '../../../../../main/practice/api/certificates.ts';
import { accessTo, sendJson, startFakeApiServer } from '../fake-api-server.ts';

const disposals: (() => unknown)[] = [];

afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

/** A proxy that opens tunnels and remembers where to. */
async function startProxy(): Promise<{ readonly url: string; readonly tunnels: readonly string[] }> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const proxy: Server = createServer((_request, response) => response.writeHead(405).end());
  proxy.on('connect', (request, client) => {
    tunnels.push(request.url ?? '');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connectTcp(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, request.socket]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  disposals.push(async () => {
    for (const socket of sockets) socket.destroy();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${String(port)}`, tunnels };
}

it('tunnels requests and channels through the proxy of the kubeconfig, and checks the server behind it', async () => {
  const identity = selfSigned('127.0.0.1');
  const proxy = await startProxy();
  const server = await startFakeApiServer({
    tls: identity,
    onRequest: (_request, response) => sendJson(response, 200, { fine: true }),
    onSocket: (socket) => socket.send(Buffer.from('\u0003{"status":"Success"}')),
  });
  disposals.push(server.close);
  const tls = { insecure: false, ca: identity.certificate };
  const cluster = connectCluster(accessTo(server.url, { tls, proxyUrl: proxy.url }), { environment: {} });
  disposals.push(cluster.dispose);

  expect((await cluster.request({ method: 'GET', path: '/version' })).body).toEqual({ fine: true });
  const request = { kubeNamespace: 'a', pod: 'b', container: 'c', command: ['d'], stdin: false, tty: false };
  const channel = await cluster.exec(request);
  expect(await channel.end).toEqual({ reason: 'succeeded' });
  const { host } = new URL(server.url);
  expect(proxy.tunnels).toEqual([host, host]);

  const distrusting = connectCluster(accessTo(server.url, { proxyUrl: proxy.url }), { environment: {} });
  disposals.push(distrusting.dispose);
  await expect(distrusting.request({ method: 'GET', path: '/version' })).rejects.toMatchObject({ code: 'TLS' });
});

/** Just enough of SOCKS 5 (RFC 1928): no authentication, CONNECT to a name or an IPv4 address. */
async function startSocks(): Promise<{ readonly url: string; readonly tunnels: readonly string[] }> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createTcpServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    client.once('data', () => {
      client.write(Buffer.of(5, 0));
      client.once('data', (request) => {
        const isName = request[3] === 3;
        const address = isName ? request.subarray(5, 5 + (request[4] ?? 0)) : request.subarray(4, 8);
        const host = isName ? address.toString() : [...address].join('.');
        const port = request.readUInt16BE(request.length - 2);
        tunnels.push(`${isName ? 'name' : 'address'} ${host}:${String(port)}`);
        const upstream = connectTcp(port, '127.0.0.1', () => {
          client.write(Buffer.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
          upstream.pipe(client).pipe(upstream);
        });
        sockets.add(upstream);
        upstream.on('error', () => undefined);
      });
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  disposals.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `socks5://127.0.0.1:${String(port)}`, tunnels };
}

it('resolves names behind a SOCKS proxy, as kubectl does', async () => {
  const identity = selfSigned('api.invalid');
  const proxy = await startSocks();
  const server = await startFakeApiServer({
    tls: identity,
    onRequest: (_request, response) => sendJson(response, 200, { fine: true }),
  });
  disposals.push(server.close);
  const { port } = new URL(server.url);
  const tls = { insecure: false, ca: identity.certificate };
  const access = accessTo(`https://api.invalid:${port}`, { tls, proxyUrl: proxy.url });
  const cluster = connectCluster(access, { environment: {} });
  disposals.push(cluster.dispose);
  expect((await cluster.request({ method: 'GET', path: '/version' })).body).toEqual({ fine: true });
  expect(proxy.tunnels).toEqual([`name api.invalid:${port}`]);
});

it('opens further channels with the TLS session of the first', async () => {
  const identity = selfSigned('127.0.0.1');
  const resumed: boolean[] = [];
  const server = await startFakeApiServer({
    tls: identity,
    onSocket: (socket, request) => {
      resumed.push(request.socket instanceof TLSSocket && request.socket.isSessionReused());
      socket.send(Buffer.from('\u0003{"status":"Success"}'));
    },
  });
  disposals.push(server.close);
  const tls = { insecure: false, ca: identity.certificate };
  const cluster = connectCluster(accessTo(server.url, { tls }), { environment: {} });
  disposals.push(cluster.dispose);
  const request = { kubeNamespace: 'a', pod: 'b', container: 'c', command: ['d'], stdin: false, tty: false };
  for (let count = 0; count < 3; count += 1) await (await cluster.exec(request)).end;
  expect(resumed).toEqual([false, true, true]);
});

it('sends a read again when its kept socket turns out to be gone', async () => {
  let count = 0;
  const server = await startFakeApiServer({
    onRequest: (request, response) => {
      count += 1;
      if (count === 2) request.socket.resetAndDestroy();
      else sendJson(response, 200, { count });
    },
  });
  disposals.push(server.close);
  const cluster = connectCluster(accessTo(server.url), { environment: {} });
  disposals.push(cluster.dispose);
  await cluster.request({ method: 'GET', path: '/version' });
  expect((await cluster.request({ method: 'GET', path: '/version' })).body).toEqual({ count: 3 });
  count = 1;
  const change = cluster.request({ method: 'POST', path: '/version', body: {} });
  await expect(change).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

it('keeps its socket from one request to the next', async () => {
  const ports = new Set<number | undefined>();
  const server = await startFakeApiServer({
    onRequest: (request, response) => {
      ports.add(request.socket.remotePort);
      sendJson(response, 200, {});
    },
  });
  disposals.push(server.close);
  const cluster = connectCluster(accessTo(server.url), { environment: {} });
  disposals.push(cluster.dispose);
  for (let count = 0; count < 5; count += 1) await cluster.request({ method: 'GET', path: '/version' });
  expect(ports.size).toBe(1);
});
