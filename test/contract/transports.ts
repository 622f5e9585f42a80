/** The same wire over each transport that ships: a pair of ends that are joined. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

import { WebSocketServer } from 'ws';

import { portTransport, type Transport } from '../../preload/wire/index.ts';
import { socketTransport } from '../../main/web/socket-transport.ts';
import { openSocket } from '../../renderer/bridge/socket-transport.ts';

export interface TransportPair {
  readonly window: Transport;
  readonly core: Transport;
}

export interface TransportKind {
  readonly name: string;
  /** A new joined pair each time; `dispose` ends all of them. */
  start(): Promise<{ pair(): Promise<TransportPair>; dispose(): Promise<void> }>;
}

const memory: TransportKind = {
  name: 'memory',
  start: () => Promise.resolve({ pair: () => Promise.resolve(memoryPair()), dispose: () => Promise.resolve() }),
};

const messagePort: TransportKind = {
  name: 'MessagePort',
  start: () => {
    const opened: Transport[] = [];
    return Promise.resolve({
      pair: () => {
        const { port1, port2 } = new MessageChannel();
        const pair = { window: overPort(port1), core: overPort(port2) };
        opened.push(pair.window);
        return Promise.resolve(pair);
      },
      dispose: () => {
        for (const transport of opened) transport.close();
        return Promise.resolve();
      },
    });
  },
};

const webSocket: TransportKind = {
  name: 'WebSocket',
  start: async () => {
    const server = createServer();
    const sockets = new WebSocketServer({ server, perMessageDeflate: false });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const expected = new Map<string, (core: Transport) => void>();
    sockets.on('connection', (socket, request) => expected.get(request.url ?? '')?.(socketTransport(socket)));
    return {
      pair: async () => {
        const path = `/${String(expected.size)}`;
        const accepted = new Promise<Transport>((resolve) => expected.set(path, resolve));
        const window = await openSocket(`ws://127.0.0.1:${String(port)}${path}`, []);
        return { window, core: await accepted };
      },
      dispose: async () => {
        for (const socket of sockets.clients) socket.terminate();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  },
};

export const TRANSPORTS: readonly TransportKind[] = [memory, messagePort, webSocket];

function overPort(port: MessagePort): Transport {
  return portTransport({
    post: (message) => {
      port.postMessage(message);
    },
    listen: (onMessage, onClose) => {
      port.on('message', onMessage);
      port.on('close', onClose);
    },
    close: () => {
      port.close();
    },
  });
}

/** Frames are cloned and delivered in a later turn, as every real transport does. */
function memoryPair(): TransportPair {
  interface End {
    receive: (frame: unknown) => void;
    closed: () => void;
  }
  const ends: readonly [End, End] = [
    { receive: () => undefined, closed: () => undefined },
    { receive: () => undefined, closed: () => undefined },
  ];
  let open = true;
  const transport = (own: End, other: End): Transport => ({
    send: (frame) => {
      if (!open) return;
      const copy = structuredClone(frame);
      setImmediate(() => {
        if (open) other.receive(copy);
      });
    },
    onFrame: (listener) => (own.receive = listener),
    onClose: (listener) => (own.closed = listener),
    close: () => {
      if (!open) return;
      open = false;
      setImmediate(() => {
        own.closed();
        other.closed();
      });
    },
  });
  return { window: transport(ends[0], ends[1]), core: transport(ends[1], ends[0]) };
}
