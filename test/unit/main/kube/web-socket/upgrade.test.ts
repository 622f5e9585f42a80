import { Agent } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';

import { requestUpgrade, type Upgrade } from '../../../../../main/kube/web-socket/upgrade.ts';

const disposals: (() => unknown)[] = [];

afterEach(() => {
  for (const dispose of disposals.splice(0).reverse()) dispose();
});

function ask(port: number, more: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<Upgrade> {
  const agent = new Agent({ keepAlive: false });
  return requestUpgrade({
    url: new URL(`http://127.0.0.1:${String(port)}/exec?stdin=true`),
    protocols: ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
    headers: { Authorization: 'Bearer t' },
    connecting: { agent },
    timeoutMs: 5_000,
    signal: AbortSignal.timeout(10_000),
    ...more,
  });
}

/** A server that answers every connection with these lines. */
function answering(lines: (key: string) => readonly string[]): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (bytes: Buffer) => {
      const key = /Sec-WebSocket-Key: (.*)\r\n/.exec(bytes.toString())?.[1] ?? '';
      const answer = lines(key);
      if (answer.length > 0) socket.write(`${answer.join('\r\n')}\r\n\r\n`);
    });
  });
  disposals.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

describe('requestUpgrade', () => {
  it('opens a socket with the protocol that the server chose, and gives what came with the handshake', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'v4.channel.k8s.io' });
    disposals.push(() => {
      server.close();
    });
    server.on('connection', (socket) => socket.send(Buffer.from('at once')));
    await new Promise((resolve) => server.once('listening', resolve));
    const upgrade = await ask((server.address() as AddressInfo).port);
    if (upgrade.outcome !== 'open') throw new Error(upgrade.outcome);
    const { client } = upgrade;
    expect(client.protocol).toBe('v4.channel.k8s.io');
    const heard = await new Promise<string>((resolve) => {
      client.listen({
        onPiece: (bytes) => {
          resolve(Buffer.from(bytes).toString());
        },
        onText: () => undefined,
        onPong: () => undefined,
        onPing: () => undefined,
        onClose: () => undefined,
      });
    });
    expect(heard).toBe('at once');
    client.terminate();
  });

  const switching = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket'];
  const chosen = 'Sec-WebSocket-Protocol: v5.channel.k8s.io';

  it.each([
    ['an answer to another request', [...switching, 'Sec-WebSocket-Accept: AAAA', chosen]],
    ['no protocol', switching],
    ['a protocol nobody offered', [...switching, 'Sec-WebSocket-Protocol: base64.channel.k8s.io']],
  ])('takes %s for a server that it does not understand', async (_, lines) => {
    const port = await answering(() => lines);
    expect((await ask(port)).outcome).toBe('unknownProtocol');
  });

  it('hands on an answer that is no upgrade', async () => {
    const port = await answering(() => ['HTTP/1.1 403 Forbidden', 'Content-Length: 0']);
    const upgrade = await ask(port);
    expect(upgrade.outcome === 'refused' && upgrade.response.statusCode).toBe(403);
  });

  it('gives up on a server that says nothing, and when it is told to', async () => {
    const port = await answering(() => []);
    await expect(ask(port, { timeoutMs: 20 })).rejects.toThrow('does not answer');
    await expect(ask(port, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
