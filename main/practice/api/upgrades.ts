/** Requests that become streams: exec, attach, port-forward. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { createWebSocketStream, WebSocketServer, type WebSocket } from 'ws';

import type { Pod } from '../../kube/index.ts';
import type { PodSandbox } from '../container-runtime.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import { containerOf } from './pod-container.ts';
import type { FaultAction } from './faults.ts';
import { isTrue, requestTarget, type RequestTarget } from './request-target.ts';
import type { Struck } from './requests.ts';
import { badRequest, failure, forbidden, noSuchPath, Refusal, type Status } from './status.ts';
import type { Store } from './store.ts';
import { serveChannel } from './streams/container-channel.ts';
import { FORWARD_PROTOCOL, FORWARD_TUNNEL, forwardConnections } from './streams/forward-connections.ts';
import { openAttach, openExec } from './streams/pod-streams.ts';
import { forwardedPorts, servePortForward } from './streams/port-forward.ts';
import { isAllowed, questionOf, type User } from './users.ts';
import { existing } from './writes.ts';

export interface UpgradesOptions {
  readonly store: Store;
  readonly kubelet: Kubelet;
  /** Channel protocols, the best first; an old server knows only v4. */
  readonly protocols: readonly string[];
  readonly enter: (request: IncomingMessage) => User;
  readonly strike: (request: IncomingMessage, refuse: (status: Status) => void) => Struck;
}

export interface Upgrades {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts all of them. */
  terminate(): void;
}

const STREAMS: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward']);

export function createUpgrades({ store, kubelet, protocols, enter, strike }: UpgradesOptions): Upgrades {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
  });
  // The tunnel's name has a slash, which no name of a protocol may have: it is agreed upon by hand.
  const tunnels = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  tunnels.on('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${FORWARD_TUNNEL}`));

  function handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refuse = (status: Status): void => {
      const body = JSON.stringify(status);
      const start = `HTTP/1.1 ${String(status.code)} ${status.reason ?? ''}\r\nContent-Type: application/json\r\n`;
      socket.end(`${start}Content-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`);
    };
    try {
      const user = enter(request);
      const url = new URL(request.url ?? '/', 'https://server');
      const target = requestTarget(request.method ?? 'GET', url);
      const struck = strike(request, refuse);
      if (struck.done) return;
      if (target === undefined || !STREAMS.has(target.subresource ?? '')) throw new Refusal(noSuchPath());
      // Since 1.35 a stream needs `create` as well; until then `get` is enough for a WebSocket.
      if (!isAllowed(user, questionOf(target))) throw new Refusal(forbidden(user.name, target.verb, target));
      if (isForward(target, request)) {
        forward(existing(store, target), request, socket, head);
        return;
      }
      const begin = prepare(target, url.searchParams, struck.fault);
      mustSpeak(request);
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => undefined);
        begin(webSocket);
      });
    } catch (error) {
      refuse(error instanceof Refusal ? error.status : failure(500, 'InternalError', String(error)));
    }
  }

  /** kubectl's way: through a WebSocket, or where that is refused on the connection itself. */
  function forward(pod: Pod, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    mustBeBound(pod);
    const sandbox = (): Promise<PodSandbox> => kubelet.sandbox(pod);
    if (request.headers.upgrade?.toLowerCase() === 'websocket') {
      delete request.headers['sec-websocket-protocol'];
      tunnels.handleUpgrade(request, socket, head, (webSocket) => {
        forwardConnections(createWebSocketStream(webSocket), sandbox);
      });
      return;
    }
    const answer = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: SPDY/3.1'];
    socket.write([...answer, `X-Stream-Protocol-Version: ${FORWARD_PROTOCOL}`, '', ''].join('\r\n'));
    if (head.length > 0) socket.unshift(head);
    forwardConnections(socket, sandbox);
  }

  /** Says everything that can be said before the upgrade. */
  function prepare(
    target: RequestTarget,
    query: URLSearchParams,
    fault: FaultAction | undefined,
  ): (socket: WebSocket) => void {
    const pod: Pod = existing(store, target);
    mustBeBound(pod);
    if (target.subresource === 'portforward') {
      const ports = forwardedPorts(query);
      return (socket) => {
        servePortForward(socket, () => kubelet.sandbox(pod), ports);
      };
    }
    const container = containerOf(pod, query);
    const tty = isTrue(query.get('tty'));
    const streams = {
      stdin: isTrue(query.get('stdin')),
      stdout: isTrue(query.get('stdout')),
      stderr: isTrue(query.get('stderr')) && !tty,
    };
    return (socket) => {
      void serveChannel(socket, {
        ...{ streams, fault, argv: query.getAll('command') },
        open: (output) =>
          target.subresource === 'attach'
            ? openAttach(kubelet, pod, container, output)
            : openExec(kubelet, pod, container, { query, protocol: socket.protocol, output }),
      });
    };
  }

  function mustSpeak(request: IncomingMessage): void {
    const offered = offeredProtocols(request);
    if (protocols.some((protocol) => offered.includes(protocol))) return;
    throw new Refusal(failure(403, '', `no protocol in common: ${offered.join(', ')}`));
  }

  return {
    handle,
    terminate: () => {
      for (const client of [...sockets.clients, ...tunnels.clients]) client.terminate();
    },
  };
}

function offeredProtocols({ headers }: IncomingMessage): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}

function isForward({ subresource }: RequestTarget, request: IncomingMessage): boolean {
  const isSpdy = request.headers.upgrade?.toUpperCase() === 'SPDY/3.1';
  return subresource === 'portforward' && (isSpdy || offeredProtocols(request).includes(FORWARD_TUNNEL));
}

function mustBeBound(pod: Pod): void {
  if (pod.spec?.nodeName !== undefined && pod.spec.nodeName !== '') return;
  throw new Refusal(badRequest(`pod ${pod.metadata?.name ?? ''} does not have a host assigned`));
}
