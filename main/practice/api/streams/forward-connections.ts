/** Port-forward as kubectl does it: for each connection of the person two streams, data and complaint, known by a request's number. */
import type { Duplex } from 'node:stream';

import type { PodSandbox } from '../../container-runtime.ts';
import { forwardingProblem } from './port-forward.ts';
import { serveSpdy } from './spdy/serve-spdy.ts';

/** In SPDY's words, and through a WebSocket. */
export const FORWARD_PROTOCOL = 'portforward.k8s.io';
export const FORWARD_TUNNEL = `SPDY/3.1+${FORWARD_PROTOCOL}`;

export function forwardConnections(transport: Duplex, sandbox: () => Promise<PodSandbox>): void {
  const complaints = new Map<string, Duplex>();
  serveSpdy(transport, (headers, stream) => {
    const request = headers.get('requestid') ?? '';
    if (headers.get('streamtype') === 'error') {
      complaints.set(request, stream);
      return;
    }
    const complaint = complaints.get(request);
    complaints.delete(request);
    void connect(stream, complaint, Number(headers.get('port')), sandbox);
  });
}

async function connect(
  stream: Duplex,
  complaint: Duplex | undefined,
  port: number,
  sandbox: () => Promise<PodSandbox>,
): Promise<void> {
  try {
    const connection = await (await sandbox()).connect(port);
    connection.on('error', () => stream.destroy());
    // One direction may end before the other; what is cut on one side is cut on the other.
    connection.pipe(stream).pipe(connection);
    stream.on('close', () => {
      connection.destroy();
      complaint?.end();
    });
  } catch (error) {
    complaint?.end(forwardingProblem(port, error));
    stream.end();
    stream.resume();
  }
}
