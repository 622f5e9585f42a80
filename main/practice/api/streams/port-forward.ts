/** Port-forward over WebSocket: two channels for each port, data and complaint, each opened with its port's number. */
import type { Duplex } from 'node:stream';

import type { WebSocket } from 'ws';

import type { PodSandbox } from '../../container-runtime.ts';
import { badRequest, failure, Refusal, type Status } from '../status.ts';

const BUFFER_LIMIT = 256 * 1024;

/** Ports that the request names; throws what is wrong with them. */
export function forwardedPorts(query: URLSearchParams): readonly number[] {
  const names = query.getAll('ports').flatMap((text) => text.split(','));
  if (names.length === 0) throw new Refusal(plain('query parameter "port" is required'));
  return names.map((text) => {
    if (/^\d+$/.test(text)) return Number(text);
    throw new Refusal(
      badRequest(`cannot convert to []int32: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`),
    );
  });
}

const plain = (message: string): Status => failure(400, 'BadRequest', message);

export function servePortForward(
  socket: WebSocket,
  sandbox: () => Promise<PodSandbox>,
  ports: readonly number[],
): void {
  const connections = new Map<number, Promise<Duplex | undefined>>();
  let open = ports.length;

  const send = (channel: number, payload: Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      const isFull = socket.bufferedAmount > BUFFER_LIMIT;
      socket.send(Buffer.concat([Buffer.of(channel), payload]), () => {
        if (isFull) resolve();
      });
      if (!isFull) resolve();
    });

  async function forward(index: number, port: number): Promise<Duplex | undefined> {
    const number = Buffer.alloc(2);
    number.writeUInt16LE(port);
    await send(index * 2, number);
    await send(index * 2 + 1, number);
    try {
      const connection = await (await sandbox()).connect(port);
      connection.on('error', () => undefined);
      void relay(connection, index * 2);
      return connection;
    } catch (error) {
      await send(index * 2 + 1, Buffer.from(forwardingProblem(port, error)));
      ended();
      return undefined;
    }
  }

  async function relay(connection: Duplex, channel: number): Promise<void> {
    try {
      for await (const piece of connection) await send(channel, Buffer.from(piece as Uint8Array));
    } catch {
      // A broken connection ends like any other: nothing more comes.
    }
    ended();
  }

  function ended(): void {
    open -= 1;
    if (open === 0) socket.close(1000);
  }

  for (const [index, port] of ports.entries()) connections.set(index * 2, forward(index, port));
  socket.on('message', (data) => {
    const message = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
    void connections.get(message[0] ?? -1)?.then((connection) => {
      if (connection === undefined || connection.write(message.subarray(1))) return;
      socket.pause();
      connection.once('drain', () => {
        socket.resume();
      });
    });
  });
  socket.on('close', () => {
    for (const connection of connections.values()) void connection.then((found) => found?.destroy());
  });
}

/** What the person reads of a port that cannot be reached. */
export function forwardingProblem(port: number, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `error forwarding port ${String(port)} to pod: ${why}`;
}
