/** An API server in the process: a handler for requests, one for upgrades; `close` ends all connections. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

import { type WebSocket, WebSocketServer } from 'ws';

import type { ClusterAccess } from '../../../../main/kube/cluster-access.ts';
import type { ServerIdentity } from '../../../../main/practice/api/certificates.ts';

export interface FakeApiServer {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

export interface FakeApiServerOptions {
  readonly tls?: ServerIdentity & { readonly clientAuthority?: string };
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Subprotocol to choose from those offered. */
  readonly protocol?: string;
  readonly onSocket?: (socket: WebSocket, request: IncomingMessage) => void;
  /** A status and body to refuse upgrades with. */
  readonly refuseUpgrade?: (request: IncomingMessage) => { readonly status: number; readonly body: string } | undefined;
}

export async function startFakeApiServer(options: FakeApiServerOptions): Promise<FakeApiServer> {
  const { tls, onRequest, onSocket, refuseUpgrade, protocol = 'v5.channel.k8s.io' } = options;
  const requests: IncomingMessage[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(request);
    onRequest?.(request, response);
  };
  const server: Server =
    tls === undefined
      ? createServer(handle)
      : createSecureServer(
          {
            cert: tls.certificate,
            key: tls.key,
            ...(tls.clientAuthority === undefined
              ? {}
              : { ca: tls.clientAuthority, requestCert: true, rejectUnauthorized: true }),
          },
          handle,
        );
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  });
  server.on('upgrade', (request, socket, head) => {
    requests.push(request);
    socket.on('error', () => undefined);
    const refusal = refuseUpgrade?.(request);
    if (refusal !== undefined) {
      const { status, body } = refusal;
      socket.end(`HTTP/1.1 ${String(status)} No\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => undefined);
      onSocket?.(webSocket, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    requests,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function accessTo(server: string, more: Partial<ClusterAccess> = {}): ClusterAccess {
  return {
    context: 'test',
    server,
    kubeNamespace: 'default',
    tls: { insecure: false },
    credential: { kind: 'none' },
    ...more,
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
