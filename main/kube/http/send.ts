import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { AppError } from '../../../preload/contract/errors.ts';
import { connectionError } from './connection-error.ts';
import type { Authorized } from './connection.ts';

/** An address that swallows packets is given up after this time. */
const CONNECT_TIMEOUT_MS = 10_000;

export interface HttpMessage {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
}

/** Sends one request; resolves with the answer's head. The signal ends it at any time, also while the body is read. */
export function send(message: HttpMessage, authorized: Authorized, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, url, body } = message;
  const { agent, tls, prepareSpareSocket } = authorized.transport;
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start(url, {
      method,
      agent,
      signal,
      ...tls,
      headers: {
        ...message.headers,
        ...authorized.headers,
        ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
      },
    });
    const connecting = setTimeout(() => {
      const text = `Cannot reach ${url.host}: it does not answer.`;
      request.destroy(new AppError('UNREACHABLE', text, { server: url.origin }));
    }, CONNECT_TIMEOUT_MS);
    const connected = (): void => {
      clearTimeout(connecting);
    };
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      else connected();
    });
    request.on('error', (error) => {
      connected();
      reject(connectionError(error, url.origin, signal));
    });
    request.on('response', (response) => {
      connected();
      prepareSpareSocket(response.socket);
      resolve(response);
    });
    request.end(body);
  });
}

/** A kept socket that the server closed at the same moment: nothing was answered, a read may be sent again. */
export function wasStaleSocket(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code !== 'UNREACHABLE') return false;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'EPIPE');
}
