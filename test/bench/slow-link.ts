/** A link between this machine and the cluster that carries no more than so much in a second, in the direction of downloads. */
import { connect, createServer, type Socket } from 'node:net';

const SLICE_MS = 20;

export interface SlowLink {
  readonly port: number;
  close(): Promise<void>;
}

export async function startSlowLink(target: URL, bytesPerSecond: number): Promise<SlowLink> {
  const sockets = new Set<Socket>();
  // One budget for all connections: it is one link.
  let budget = 0;
  const waiting: (() => void)[] = [];
  const timer = setInterval(() => {
    budget = Math.min(bytesPerSecond / 10, budget + (bytesPerSecond * SLICE_MS) / 1000);
    for (const wake of waiting.splice(0)) wake();
  }, SLICE_MS);

  async function carry(from: Socket, to: Socket): Promise<void> {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      while (budget <= 0) await new Promise<void>((resolve) => waiting.push(resolve));
      budget -= chunk.length;
      if (!to.write(chunk)) await new Promise((resolve) => to.once('drain', resolve));
    }
    to.end();
  }

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream);
    carry(upstream, client).catch(() => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
