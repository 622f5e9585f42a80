import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

import WebSocket from 'ws';

import { AppError, cancelled, isAppError } from '../../../preload/contract/errors.ts';
import { apiError } from '../errors.ts';
import { connectionError } from '../http/connection-error.ts';
import type { Authorized, Connection } from '../http/connection.ts';
import { readBody } from '../http/read-body.ts';
import { wasStaleSocket } from '../http/send.ts';

const HANDSHAKE_TIMEOUT_MS = 15_000;
const REFUSAL_LIMIT = 64 * 1024;
/** The server's own limit is 32 MiB for a frame, and one byte of ours names the channel. */
const MESSAGE_LIMIT = 32 * 1024 * 1024 + 1024;

export interface HandshakeRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string | boolean | number | readonly string[]>>;
  readonly protocols: readonly string[];
}

async function refusal(response: IncomingMessage, connection: Connection): Promise<AppError> {
  const body = await readBody(response, REFUSAL_LIMIT).catch(() => '');
  const retryAfter = response.headers['retry-after'];
  return apiError({ status: response.statusCode ?? 0, body, retryAfter }, connection.access);
}

function upgrade(
  request: HandshakeRequest,
  connection: Connection,
  authorized: Authorized,
  signal: AbortSignal,
  spare?: TLSSocket,
): Promise<WebSocket> {
  const { server } = connection.access;
  const url = connection.url(request.path, request.query);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const { transport } = authorized;
  // The library hands these on to Node's request, whose options its own types do not know.
  const connecting: object =
    spare === undefined ? { agent: transport.upgradeAgent, ...transport.tls } : { createConnection: () => spare };
  return new Promise((resolve, reject) => {
    const options = {
      ...connecting,
      headers: authorized.headers,
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      maxPayload: MESSAGE_LIMIT,
    };
    const socket = new WebSocket(url, [...request.protocols], options);
    const abort = (): void => {
      socket.terminate();
    };
    const settle = (): void => {
      signal.removeEventListener('abort', abort);
      socket.removeListener('error', failed);
      // A socket that is being ended may still report an error; without a listener that would end the process.
      socket.on('error', () => undefined);
    };
    const failed = (error: Error): void => {
      settle();
      reject(signal.aborted ? cancelled() : handshakeError(error, server));
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', failed);
    socket.once('unexpected-response', (_request, response) => {
      void refusal(response, connection).then((error) => {
        settle();
        socket.terminate();
        reject(error);
      });
    });
    socket.once('upgrade', (response) => {
      transport.prepareSpareSocket(response.socket);
    });
    socket.once('open', () => {
      settle();
      // Frames that come with the handshake wait until somebody listens.
      socket.pause();
      resolve(socket);
    });
  });
}

function handshakeError(error: Error, server: string): AppError {
  if (/subprotocol/i.test(error.message)) {
    const message = `${server} upgrades the connection, but speaks none of the channel protocols that are known here.`;
    return new AppError('UNSUPPORTED', message, { feature: 'v4.channel.k8s.io' }, { cause: error });
  }
  return connectionError(error, server);
}

/** On a socket that is connected already, if there is one; once again on a new one if that had just gone. */
async function upgradeAtOnce(
  request: HandshakeRequest,
  connection: Connection,
  authorized: Authorized,
  signal: AbortSignal,
): Promise<WebSocket> {
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
): Promise<WebSocket> {
  if (signal.aborted) throw cancelled();
  const authorized = await connection.authorize(signal);
  try {
    return await upgradeAtOnce(request, connection, authorized, signal);
  } catch (error) {
    if (!isAppError(error, 'UNAUTHENTICATED') || !connection.reject(authorized)) throw error;
    return upgrade(request, connection, await connection.authorize(signal), signal);
  }
}
