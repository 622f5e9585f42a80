/** A client of a running web host outside any page: for figures that a browser would blur. */
import { WebSocket } from 'ws';

import { contract, PROTOCOL_VERSION, type KesakoContract } from '../../preload/contract/index.ts';
import { createClient, type WireClient } from '../../preload/wire/index.ts';
import { socketTransport } from '../../main/web/socket-transport.ts';

/** `address` as the web host prints it, with its code. */
export async function connectToHost(address: string): Promise<WireClient<KesakoContract>> {
  const { origin, host, hash } = new URL(address);
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', origin };
    const response = await fetch(new URL(path, origin), { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  const { secret } = (await post('/api/exchange', { code: hash.slice('#code='.length) })) as { secret: string };
  return createClient({
    protocol: PROTOCOL_VERSION,
    contract,
    connect: async () => {
      const { ticket } = (await post('/api/ticket', { secret })) as { ticket: string };
      const socket = new WebSocket(`ws://${host}/api/socket`, ['kesako', `ticket.${ticket}`], { origin });
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      return socketTransport(socket);
    },
  });
}
