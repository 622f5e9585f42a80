import { createHash, randomBytes } from 'node:crypto';
import { type Agent, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Socket } from 'node:net';

import { webSocketOn, type WebSocketClient } from './web-socket.ts';

/** RFC 6455, section 1.3. */
const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export interface UpgradeRequest {
  /** `http:` or `https:`. */
  readonly url: URL;
  readonly protocols: readonly string[];
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** How the socket is made, and the options of TLS. */
  readonly connecting: { readonly agent: Agent } | { readonly createConnection: () => Socket };
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export type Upgrade =
  /** Nothing is read from `socket` before somebody listens. */
  | { readonly outcome: 'open'; readonly client: WebSocketClient; readonly socket: Socket }
  /** An answer other than 101. Its body is to be read or destroyed. */
  | { readonly outcome: 'refused'; readonly response: IncomingMessage }
  /** A peer that upgrades the connection to something else, or speaks none of the protocols. */
  | { readonly outcome: 'unknownProtocol' };

/** Asks for a WebSocket. Rejects with what the socket or the signal says. */
export function requestUpgrade(upgrade: UpgradeRequest): Promise<Upgrade> {
  const { url, protocols, headers, connecting, timeoutMs, signal } = upgrade;
  const key = randomBytes(16).toString('base64');
  const options: RequestOptions = {
    ...connecting,
    signal,
    headers: {
      ...headers,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': key,
      'Sec-WebSocket-Protocol': protocols.join(', '),
    },
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
    const deadline = setTimeout(() => {
      request.destroy(new Error('The server does not answer the WebSocket handshake.'));
    }, timeoutMs);
    const settle = (outcome: Upgrade): void => {
      clearTimeout(deadline);
      resolve(outcome);
    };
    request.on('error', (error) => {
      clearTimeout(deadline);
      reject(error);
    });
    request.once('response', (response) => {
      settle({ outcome: 'refused', response });
    });
    request.once('upgrade', (response, stream, head) => {
      const protocol = response.headers['sec-websocket-protocol'];
      if (
        !(stream instanceof Socket) ||
        protocol === undefined ||
        !protocols.includes(protocol) ||
        !isFor(response, key)
      ) {
        stream.destroy();
        settle({ outcome: 'unknownProtocol' });
        return;
      }
      settle({ outcome: 'open', client: webSocketOn(stream, head, protocol), socket: stream });
    });
    request.end();
  });
}

/** That it is an answer to this very request, and adds nothing that was not asked for. */
function isFor({ headers }: IncomingMessage, key: string): boolean {
  const accept = createHash('sha1')
    .update(key + ACCEPT_SUFFIX)
    .digest('base64');
  return (
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-accept'] === accept &&
    headers['sec-websocket-extensions'] === undefined
  );
}
