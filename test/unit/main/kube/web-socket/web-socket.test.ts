import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  webSocketOn,
  type WebSocketClient,
  type WebSocketListener,
} from '../../../../../main/kube/web-socket/web-socket.ts';

let far: Socket;
let near: Socket;
let dispose: () => void;

beforeEach(async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  far = await accepted;
  far.on('error', () => undefined);
  dispose = () => {
    far.destroy();
    near.destroy();
    server.close();
  };
});

afterEach(() => {
  dispose();
});

interface Heard extends WebSocketListener {
  readonly words: string[];
  readonly closed: Promise<number>;
}

function ear(): Heard {
  const words: string[] = [];
  const closed = Promise.withResolvers<number>();
  return {
    words,
    closed: closed.promise,
    onPiece: (bytes) => words.push(`piece ${Buffer.from(bytes).toString()}`),
    onText: () => words.push('text'),
    onPing: () => words.push('ping'),
    onPong: (payload) => words.push(`pong ${payload}`),
    onClose: closed.resolve,
  };
}

function open(head = ''): WebSocketClient {
  return webSocketOn(near, Buffer.from(head, 'hex'), 'v5.channel.k8s.io');
}

/** What the far end has got, once it is so many bytes. */
function arrived(count: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    far.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length >= count) resolve(bytes);
    });
  });
}

describe('webSocketOn', () => {
  it('reads nothing before somebody listens, then the head first', async () => {
    const client = open('820161');
    far.write(Buffer.from('820162', 'hex'));
    const heard = ear();
    client.listen(heard);
    far.end(Buffer.from('880203e8', 'hex'));
    expect(await heard.closed).toBe(1000);
    expect(heard.words).toEqual(['piece a', 'piece b']);
  });

  it('answers a ping with its payload, and tells of a pong', async () => {
    const heard = ear();
    open().listen(heard);
    const answer = arrived(7);
    far.write(Buffer.from('890178' + '8a0179', 'hex'));
    const pong = await answer;
    expect([pong[0], pong[1], String.fromCharCode((pong[6] ?? 0) ^ (pong[2] ?? 0))]).toEqual([0x8a, 0x81, 'x']);
    expect(heard.words).toEqual(['ping', 'pong y']);
  });

  it('answers a close and ends; a connection that only ends has no code', async () => {
    const heard = ear();
    open().listen(heard);
    const answer = arrived(8);
    far.write(Buffer.from('88020fa0', 'hex'));
    expect((await answer)[0]).toBe(0x88);
    expect(await heard.closed).toBe(4000);
  });

  it('knows a cut connection by its code', async () => {
    const heard = ear();
    open().listen(heard);
    far.destroy();
    expect(await heard.closed).toBe(1006);
  });

  it('ends a connection that breaks the protocol, and says so to the other end', async () => {
    const heard = ear();
    open().listen(heard);
    const answer = arrived(8);
    far.write(Buffer.from('c200', 'hex'));
    const close = await answer;
    expect(Buffer.of((close[6] ?? 0) ^ (close[2] ?? 0), (close[7] ?? 0) ^ (close[3] ?? 0)).readUInt16BE()).toBe(1002);
    expect(await heard.closed).toBe(1006);
  });

  it('sends nothing after its own close, and tells the sender so', async () => {
    const client = open();
    const heard = ear();
    client.listen(heard);
    const got = arrived(8);
    client.close(1000);
    await new Promise<void>((resolve) => {
      client.send(Buffer.from('late'), resolve);
    });
    expect(await got).toHaveLength(8);
    client.terminate();
    expect(await heard.closed).toBe(1006);
    client.send(Buffer.from('never'));
  });
});
