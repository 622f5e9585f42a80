/** A link between this machine and the cluster: connections that are taken here and carried on to it. */
import { connect, createServer, type Socket } from 'node:net';

export interface Link {
  readonly port: number;
  close(): Promise<void>;
}

/** `carry` moves what is said, both ways; `stop` ends what it needs for that. */
export async function startLink(
  target: URL,
  carry: (client: Socket, upstream: Socket) => void,
  stop: () => void,
): Promise<Link> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    carry(client, upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      stop();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
