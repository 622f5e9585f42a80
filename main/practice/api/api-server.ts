/**
 * A Kubernetes API server in this process: HTTPS on loopback with an authority of its own, users by token, over a store and a
 * kubelet. Faults are put in its way from outside; see `faults.ts`.
 */
import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Kubelet } from '../kubelet/kubelet.ts';
import { selfSigned, type ServerIdentity } from './certificates.ts';
import { createFaults, type Faults } from './faults.ts';
import { createRequestHandler, type Struck } from './requests.ts';
import { requestTarget } from './request-target.ts';
import { failure, forbidden, Refusal, unauthorized, type Status } from './status.ts';
import type { Store } from './store.ts';
import { cutAfter } from './streams/cut-socket.ts';
import { createUpgrades } from './upgrades.ts';
import type { User } from './users.ts';
import type { Watch } from './watch.ts';

export interface ApiServerOptions {
  readonly store: Store;
  readonly kubelet: Kubelet;
  readonly users: readonly User[];
  readonly gitVersion: string;
  /** Channel protocols, the best first; an old server knows only v4. */
  readonly protocols: readonly string[];
}

export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly authorization: string | undefined;
  /** Whose token it was. */
  readonly user: string | undefined;
}

export interface ApiServer {
  readonly url: string;
  /** PEM of the authority that signed its certificate. */
  readonly authority: string;
  readonly store: Store;
  readonly faults: Faults;
  /** May be changed while it runs: rights are taken away, tokens expire. */
  readonly users: User[];
  /** The latest of them. */
  readonly requests: readonly RecordedRequest[];
  /** Changes of objects that were asked for and made; dry runs and refusals are none. */
  readonly writes: number;
  readonly openConnections: number;
  /** Every watch is told how far the store has come. */
  bookmark(): void;
  /** Every watch ends politely, as after its time. */
  endWatches(): void;
  /** As a server that is being restarted: nothing listens, all connections are gone, the state stays. */
  stop(): Promise<void>;
  /** On the same port. */
  restart(): Promise<void>;
  /** Nobody is known any more; a real server's tokens have their time. */
  expireTokens(): void;
  /** New connections get a certificate of another authority; the old one is not told anywhere. */
  changeCertificate(): void;
  close(): Promise<void>;
}

const BOOKMARK_EVERY_MS = 20_000;
const LOOPBACK = '127.0.0.1';
/** Enough for a test to count, and bounded for a cluster that runs all day. */
const KEPT_REQUESTS = 5000;

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { store, kubelet, gitVersion, protocols } = options;
  let identity: ServerIdentity = selfSigned(LOOPBACK);
  const faults = createFaults();
  const users = [...options.users];
  const requests: RecordedRequest[] = [];
  const connections = new Set<Duplex>();
  const watches = new Set<Watch>();
  let writes = 0;

  const upgrades = createUpgrades({ store, kubelet, protocols, enter, strike });
  const handle = createRequestHandler({
    ...{ store, kubelet, gitVersion, enter, strike },
    onWatch: (watch) => {
      watches.add(watch);
      return () => watches.delete(watch);
    },
    onWrite: () => {
      writes += 1;
    },
  });

  const server = createServer({ cert: identity.certificate, key: identity.key });
  server.on('connection', (socket: Duplex) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => undefined);
  });
  server.on('secureConnection', (socket) => socket.on('error', () => undefined));
  server.on('request', (request, response) => void handle(request, response));
  server.on('upgrade', (request, socket, head) => {
    upgrades.handle(request, socket, head);
  });
  const bookmarks = setInterval(bookmark, BOOKMARK_EVERY_MS);
  bookmarks.unref();

  function bookmark(): void {
    for (const watch of watches) watch.bookmark();
  }

  function userOf({ authorization }: IncomingMessage['headers']): User | undefined {
    const token = authorization?.replace(/^Bearer /, '');
    return users.find((known) => known.token === token);
  }

  /** Records the request and says what is wrong with it before anybody looks at what it wants. */
  function enter({ method = 'GET', url = '/', headers }: IncomingMessage): User {
    const user = userOf(headers);
    requests.push({ method, path: url, authorization: headers.authorization, user: user?.name });
    if (requests.length > KEPT_REQUESTS) requests.shift();
    if (user === undefined) throw new Refusal(unauthorized());
    return user;
  }

  function strike(
    { method = 'GET', url = '/', socket, headers }: IncomingMessage,
    refuse: (status: Status, retryAfter?: number) => void,
  ): Struck {
    const fault = faults.strike(method, url);
    switch (fault?.kind) {
      case 'status':
        refuse(fault.status, fault.retryAfterSeconds);
        return { done: true };
      case 'forbidden':
        refuse(forbiddenRequest(userOf(headers)?.name ?? '', method, url));
        return { done: true };
      case 'reset':
        socket.destroy();
        return { done: true };
      case 'hang':
        return { done: true };
      case 'cut':
        cutAfter(socket, fault.afterBytes);
        return { done: false, fault };
      default:
        return { done: false, fault };
    }
  }

  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, LOOPBACK, resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    const stopped = new Promise((resolve) => server.close(resolve));
    upgrades.terminate();
    for (const connection of connections) connection.destroy();
    await stopped;
  }

  return {
    url: `https://${LOOPBACK}:${String(port)}`,
    authority: identity.certificate,
    store,
    faults,
    users,
    requests,
    get writes() {
      return writes;
    },
    get openConnections() {
      return connections.size;
    },
    bookmark,
    endWatches: () => {
      for (const open of watches) open.end();
    },
    stop,
    restart: () => listen(port),
    expireTokens: () => {
      users.length = 0;
    },
    changeCertificate: () => {
      identity = selfSigned(LOOPBACK);
      server.setSecureContext({ cert: identity.certificate, key: identity.key });
    },
    close: async () => {
      clearInterval(bookmarks);
      await stop();
    },
  };
}

/** As RBAC would refuse it. */
function forbiddenRequest(user: string, method: string, path: string): Status {
  const url = new URL(path, 'https://server');
  const target = requestTarget(method, url);
  if (target !== undefined) return forbidden(user, target.verb, target);
  const words = `forbidden: User "${user}" cannot ${method.toLowerCase()} path "${url.pathname}"`;
  return failure(403, 'Forbidden', words, {});
}
