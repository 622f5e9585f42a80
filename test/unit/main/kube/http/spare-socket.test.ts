import { once } from 'node:events';
import { createServer, type Server, type TLSSocket } from 'node:tls';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { spareSocket, type SpareSocket } from '../../../../../main/kube/http/spare-socket.ts';
import { selfSigned } from '../../../../../main/practice/api/certificates.ts';

const identity = selfSigned('127.0.0.1');
const disposals: (() => unknown)[] = [];

afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

describe('a spare socket', () => {
  let server: Server;
  let accepted: TLSSocket[];

  beforeEach(async () => {
    accepted = [];
    server = createServer({ cert: identity.certificate, key: identity.key }, (socket) => {
      socket.on('error', () => undefined);
      accepted.push(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    disposals.push(async () => {
      for (const socket of accepted) socket.destroy();
      server.close();
      await once(server, 'close');
    });
  });

  function open(idleMs = 60_000, ca = identity.certificate): SpareSocket {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const spare = spareSocket({ host: '127.0.0.1', port, ca }, idleMs);
    disposals.push(spare.dispose);
    return spare;
  }

  it('is connected once, however often it is prepared, and given away once', async () => {
    const spare = open();
    spare.prepare();
    spare.prepare();
    expect(spare.take()).toBeUndefined();
    await expect.poll(() => spare.take()).toBeDefined();
    expect(spare.take()).toBeUndefined();
    expect(accepted).toHaveLength(1);
  });

  it('is not given away after the server has closed it', async () => {
    const spare = open();
    spare.prepare();
    const [socket] = (await once(server, 'secureConnection')) as [TLSSocket];
    socket.end();
    await once(socket, 'close');
    expect(spare.take()).toBeUndefined();
  });

  it('is closed when nobody takes it, and when nobody will', async () => {
    const unused = open(50);
    unused.prepare();
    const [first] = (await once(server, 'secureConnection')) as [TLSSocket];
    await once(first.resume(), 'close');

    const disposed = open();
    disposed.prepare();
    const [second] = (await once(server, 'secureConnection')) as [TLSSocket];
    disposed.dispose();
    await once(second.resume(), 'close');
    disposed.prepare();
    expect(disposed.take()).toBeUndefined();
  });

  it('is not given away when the server is not the one', async () => {
    const spare = open(60_000, selfSigned('127.0.0.1').certificate);
    spare.prepare();
    await once(server, 'tlsClientError');
    expect(spare.take()).toBeUndefined();
  });
});
