import { createServer, type Server } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';

import { afterEach, expect, it } from 'vitest';

import { connectCluster } from '../../../../../main/kube/connect-cluster.ts';
import { selfSigned } from '../certificates.ts';
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
    for (const socket of [upstream, client as Socket]) {
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
