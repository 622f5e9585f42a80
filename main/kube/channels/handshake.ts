import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

import { AppError, cancelled, isAppError } from '../../../preload/contract/errors.ts';
import { apiError } from '../errors.ts';
import { connectionError } from '../http/connection-error.ts';
import type { Authorized, Connection } from '../http/connection.ts';
import { readBody } from '../http/read-body.ts';
import { wasStaleSocket } from '../http/send.ts';
import { requestUpgrade } from '../web-socket/upgrade.ts';
import type { WebSocketClient } from '../web-socket/web-socket.ts';

const HANDSHAKE_TIMEOUT_MS = 15_000;
const REFUSAL_LIMIT = 64 * 1024;

export interface HandshakeRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string | boolean | number | readonly string[]>>;
  /** Offers, in turns: the next is made when the server speaks none of one, or the node behind it cannot. */
  readonly protocols: readonly [readonly string[], ...(readonly string[])[]];
}

/** What a server that speaks none of the protocols answers, word for word as to a person who may not. */
const FORBIDDEN = 403;
/** From here on the fault is the server's or the node's, and not of what was asked. */
const SERVER_ERROR = 500;

async function refusal(response: IncomingMessage, connection: Connection): Promise<AppError> {
  const body = await readBody(response, REFUSAL_LIMIT).catch(() => '');
  const retryAfter = response.headers['retry-after'];
  return apiError({ status: response.statusCode ?? 0, body, retryAfter }, connection.access);
}

async function upgrade(
  request: HandshakeRequest,
  connection: Connection,
  authorized: Authorized,
  signal: AbortSignal,
  spare?: TLSSocket,
): Promise<WebSocketClient> {
  const { server } = connection.access;
  const { transport, headers } = authorized;
  const [protocols, next, ...later] = request.protocols;
  const made = await requestUpgrade({
    url: connection.url(request.path, request.query),
    protocols,
    headers,
    connecting:
      spare === undefined ? { agent: transport.upgradeAgent, ...transport.tls } : { createConnection: () => spare },
    timeoutMs: HANDSHAKE_TIMEOUT_MS,
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? cancelled() : connectionError(error, server);
  });
  if (made.outcome === 'open') {
    transport.prepareSpareSocket(made.socket);
    return made.client;
  }
  const status = made.outcome === 'refused' ? (made.response.statusCode ?? 0) : undefined;
  if (next !== undefined && (status === undefined || status === FORBIDDEN || status >= SERVER_ERROR)) {
    if (made.outcome === 'refused') made.response.destroy();
    return upgrade({ ...request, protocols: [next, ...later] }, connection, authorized, signal);
  }
  if (made.outcome === 'refused') {
    const error = await refusal(made.response, connection);
    made.response.destroy();
    throw error;
  }
  const message = `${server} upgrades the connection, but speaks none of the channel protocols that are known here.`;
  throw new AppError('UNSUPPORTED', message, { feature: protocols.join(', ') });
}

/** On a socket that is connected already, if there is one; once again on a new one if that had just gone. */
async function upgradeAtOnce(
  request: HandshakeRequest,
  connection: Connection,
  authorized: Authorized,
  signal: AbortSignal,
): Promise<WebSocketClient> {
  const spare = authorized.transport.takeSpareSocket();
  try {
    return await upgrade(request, connection, authorized, signal, spare);
  } catch (error) {
    if (spare === undefined || !wasStaleSocket(error)) throw error;
    return upgrade(request, connection, authorized, signal);
  }
}

/** Opens a WebSocket, paused; once again with a new credential after a 401. */
export async function openSocket(
  request: HandshakeRequest,
  connection: Connection,
  signal: AbortSignal,
): Promise<WebSocketClient> {
  if (signal.aborted) throw cancelled();
  const authorized = await connection.authorize(signal);
  try {
    return await upgradeAtOnce(request, connection, authorized, signal);
  } catch (error) {
    if (!isAppError(error, 'UNAUTHENTICATED') || !connection.reject(authorized)) throw error;
    return upgrade(request, connection, await connection.authorize(signal), signal);
  }
}
