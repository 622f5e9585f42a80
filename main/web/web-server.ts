/** The same core for a browser on this machine: static files, a code that buys a secret, one WebSocket for each window. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { WebSocketServer } from 'ws';
import { z } from 'zod';

import type { Transport } from '../../preload/wire/index.ts';
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS, type StaticFile } from '../core/index.ts';
import { allowedHosts, refusal, type Access } from './access.ts';
import { answer, readJson, RequestError } from './http-messages.ts';
import { socketTransport } from './socket-transport.ts';

import { sendTransfer } from './send-transfer.ts';

/** A frame of the window: a manifest of 4 MiB as JSON text is the largest. */
const MAX_FRAME = 16 * 1024 * 1024;
const MAX_CONNECTIONS = 256;
const LOOPBACK = '127.0.0.1';

const Exchange = z.object({ code: z.string().max(256) });
const TicketRequest = z.object({ secret: z.string().max(256) });

export interface WebServerOptions {
  readonly port: number;
  readonly access: Access;
  readonly files: ReadonlyMap<string, StaticFile>;
  connect(transport: Transport): void;
  transferFile(transfer: string): { readonly path: string; readonly fileName: string; readonly isFolder: boolean };
}

export interface WebServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const server = createServer({ headersTimeout: 30_000, requestTimeout: 60_000, maxHeaderSize: 64 * 1024 });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const hosts = allowedHosts(port);

  server.on('request', (request, response) => {
    handle(request, response, hosts, options).catch((error: unknown) => {
      if (error instanceof RequestError) answer(response, error.status, error.message);
      else answer(response, 500, 'Something went wrong.');
    });
  });
  const sockets = acceptSockets(server, hosts, options);

  return {
    port,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  hosts: ReadonlySet<string>,
  options: WebServerOptions,
): Promise<void> {
  const { access, files } = options;
  const isPost = request.method === 'POST';
  guard(request, hosts, isPost);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  // Compared as it came: a parser of addresses would mend what is not one of ours.
  const [pathname = ''] = (request.url ?? '').split('?', 1);

  if (isPost && pathname === '/api/exchange') {
    const { code } = await readJson(request, Exchange);
    json(response, { secret: known(access.exchange(code)) });
  } else if (isPost && pathname === '/api/ticket') {
    const { secret } = await readJson(request, TicketRequest);
    json(response, { ticket: known(access.ticket(secret, 'socket')) });
  } else if (request.method === 'GET' && pathname.startsWith('/transfer/')) {
    const [, , transfer = '', ticket = ''] = pathname.split('/');
    if (!access.redeem(ticket, `transfer:${transfer}`)) throw new RequestError(404, 'This link has been used.');
    await sendTransfer(response, options.transferFile(transfer));
  } else {
    const file = files.get(pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new RequestError(405, 'Only GET.');
    if (file === undefined) throw new RequestError(404, 'Not here.');
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    response.setHeader('cache-control', pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache');
    response.setHeader('content-type', file.type);
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }
}

function acceptSockets(server: Server, hosts: ReadonlySet<string>, options: WebServerOptions): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
    handleProtocols: () => 'kesako',
  });
  server.on('upgrade', (request, socket, head) => {
    try {
      guard(request, hosts, true);
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
      const ticket = offered.find((protocol) => protocol.startsWith('ticket.'))?.slice('ticket.'.length) ?? '';
      if (request.url !== '/api/socket' || !offered.includes('kesako')) throw new RequestError(404, 'Not here.');
      if (!options.access.redeem(ticket, 'socket')) throw new RequestError(401, 'No ticket.');
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.connect(socketTransport(webSocket));
    });
  });
  return sockets;
}

function guard(request: IncomingMessage, hosts: ReadonlySet<string>, needsOrigin: boolean): void {
  const secFetchSite = request.headers['sec-fetch-site'];
  const why = refusal(
    {
      host: request.headers.host,
      origin: request.headers.origin,
      secFetchSite: Array.isArray(secFetchSite) ? 'several' : secFetchSite,
    },
    hosts,
    needsOrigin,
  );
  if (why !== undefined) throw new RequestError(403, `Refused: ${why}.`);
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RequestError(401, 'Not known.');
  return value;
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(value));
}
