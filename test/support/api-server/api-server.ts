/**
 * A Kubernetes API server in this process: HTTPS on loopback, its own authority, users by token, objects in memory, watches,
 * and containers whose programs are functions. Faults are put in its way from outside; see `faults.ts`.
 */
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { WebSocketServer } from 'ws';
import { z } from 'zod';

import type { Pod } from '../../../main/kube/index.ts';
import { selfSigned } from '../certificates.ts';
import { executableNotFound, serveChannel } from './container-channel.ts';
import type { ContainerProcess, Output } from './container-process.ts';
import { cutAfter } from './cut-socket.ts';
import { discovery } from './discovery.ts';
import { createFaults, type FaultAction, type Faults } from './faults.ts';
import { startKubelet, type Image } from './kubelet.ts';
import { createLists } from './lists.ts';
import { isTrue, requestTarget, type RequestTarget } from './request-target.ts';
import { KUBE_NAMESPACES, PODS } from './resource-types.ts';
import { selection } from './selectors.ts';
import { expired, failure, forbidden, noSuchPath, Refusal, unauthorized, type Status } from './status.ts';
import { createStore, type Store } from './store.ts';
import { EVERYTHING, isAllowed, questionOf, type User } from './users.ts';
import { serveWatch, type Watch } from './watch.ts';
import { existing, write } from './writes.ts';

export interface ApiServerOptions {
  readonly users?: readonly User[];
  readonly images?: ReadonlyMap<string, Image>;
  readonly gitVersion?: string;
  /** Channel protocols, the best first; an old server knows only v4. */
  readonly protocols?: readonly string[];
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
  close(): Promise<void>;
}

export const ADMIN: User = { name: 'admin', token: 'token-of-admin', rules: EVERYTHING };

const BOOKMARK_EVERY_MS = 20_000;
const LOOPBACK = '127.0.0.1';

const AccessReview = z.object({
  spec: z.object({
    resourceAttributes: z.object({
      verb: z.string(),
      resource: z.string(),
      subresource: z.string().optional(),
      namespace: z.string().optional(),
    }),
  }),
});

export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const {
    images = new Map(),
    gitVersion = 'v1.34.4',
    protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
  } = options;
  const identity = selfSigned(LOOPBACK);
  const store = createStore();
  const faults = createFaults();
  const lists = createLists(store);
  const kubelet = startKubelet(store, images);
  const users = [...(options.users ?? [ADMIN])];
  const requests: RecordedRequest[] = [];
  const connections = new Set<Duplex>();
  const watches = new Set<Watch>();
  let writes = 0;

  for (const name of ['default', 'kube-system']) store.put(KUBE_NAMESPACES, { metadata: { name } });

  const server = createServer({ cert: identity.certificate, key: identity.key });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
  });
  server.on('connection', (socket: Duplex) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => undefined);
  });
  server.on('secureConnection', (socket) => socket.on('error', () => undefined));
  server.on('request', (request, response) => void handle(request, response));
  server.on('upgrade', (request, socket, head) => {
    upgrade(request, socket, head);
  });
  const bookmarks = setInterval(bookmark, BOOKMARK_EVERY_MS);
  bookmarks.unref();

  function bookmark(): void {
    for (const watch of watches) watch.bookmark();
  }

  function userOf({ headers }: IncomingMessage): User | undefined {
    const token = headers.authorization?.replace(/^Bearer /, '');
    return users.find((user) => user.token === token);
  }

  /** Records the request and says what is wrong with it before anybody looks at what it wants. */
  function enter(request: IncomingMessage): User {
    const user = userOf(request);
    const { method = 'GET', url = '/', headers } = request;
    requests.push({ method, path: url, authorization: headers.authorization, user: user?.name });
    if (user === undefined) throw new Refusal(unauthorized());
    return user;
  }

  function authorize(user: User, target: RequestTarget): void {
    if (!isAllowed(user, questionOf(target))) throw new Refusal(forbidden(user.name, target.verb, target));
  }

  /** `true`: the fault has dealt with the request. */
  function strike(
    fault: FaultAction | undefined,
    socket: Duplex,
    refuse: (status: Status, retryAfter?: number) => void,
  ): boolean {
    switch (fault?.kind) {
      case 'status':
        refuse(fault.status, fault.retryAfterSeconds);
        return true;
      case 'reset':
        socket.destroy();
        return true;
      case 'hang':
        return true;
      case 'cut':
        cutAfter(socket, fault.afterBytes);
        return false;
      default:
        return false;
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    const url = new URL(path, 'https://server');
    response.on('error', () => undefined);
    const refuse = (status: Status, retryAfter?: number): void => {
      answer(response, status.code, status, retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) });
    };
    try {
      const body = await readBody(request);
      const user = enter(request);
      const fault = faults.strike(method, path);
      if (strike(fault, request.socket, refuse)) return;
      const facts = method === 'GET' ? discovery(url.pathname, gitVersion) : undefined;
      if (facts !== undefined) answer(response, 200, facts);
      else if (url.pathname.endsWith('/selfsubjectaccessreviews')) answer(response, 201, reviewAccess(user, body));
      else serve(request, response, { url, user, body, fault });
    } catch (error) {
      if (error instanceof Refusal) refuse(error.status);
      else refuse(failure(400, 'BadRequest', String(error)));
    }
  }

  interface Incoming {
    readonly url: URL;
    readonly user: User;
    readonly body: unknown;
    readonly fault: FaultAction | undefined;
  }

  function serve(request: IncomingMessage, response: ServerResponse, incoming: Incoming): void {
    const { url, user, body, fault } = incoming;
    const target = requestTarget(request.method ?? 'GET', url);
    if (target === undefined) throw new Refusal(noSuchPath());
    authorize(user, target);
    const { type, verb, kubeNamespace, name = '', subresource } = target;
    switch (verb) {
      case 'list':
        if (fault?.kind === 'expired') throw new Refusal(expired(1, store.oldest));
        answer(response, 200, lists.answer(type, kubeNamespace, url.searchParams));
        break;
      case 'watch':
        watch(response, target, url.searchParams, fault);
        break;
      case 'get': {
        const object = existing(store, type, kubeNamespace, name);
        if (subresource === 'log') log(response, object, url.searchParams);
        else answer(response, 200, object);
        break;
      }
      default: {
        const dryRun = url.searchParams.get('dryRun') === 'All';
        const contentType = request.headers['content-type'] ?? '';
        const fieldManager = url.searchParams.get('fieldManager') ?? '';
        const before = store.version;
        const done = write(store, { target, contentType, body, dryRun, fieldManager });
        if (store.version > before) writes += 1;
        const warnings = done.warnings.map((warning) => `299 - "${warning.replaceAll('"', String.raw`\"`)}"`);
        answer(response, done.code, done.body, warnings.length === 0 ? {} : { Warning: warnings });
      }
    }
  }

  function watch(
    response: ServerResponse,
    { type, kubeNamespace }: RequestTarget,
    query: URLSearchParams,
    fault: FaultAction | undefined,
  ): void {
    const timeout = query.get('timeoutSeconds');
    const opened = serveWatch(response, store, {
      type,
      kubeNamespace,
      matches: selection(query),
      since: Number(query.get('resourceVersion') ?? 0),
      timeoutSeconds: timeout === null ? undefined : Number(timeout),
      bookmarks: isTrue(query.get('allowWatchBookmarks')),
      fault,
    });
    watches.add(opened);
    response.on('close', () => watches.delete(opened));
  }

  function log(response: ServerResponse, pod: Pod, query: URLSearchParams): void {
    const container = containerOf(pod, query);
    const process = kubelet.processOf(pod, container);
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    const lines = (process?.log() ?? Buffer.alloc(0)).toString('utf8').split('\n');
    const tail = Number(query.get('tailLines') ?? lines.length);
    response.write(lines.slice(-tail - 1).join('\n'));
    if (process === undefined || !isTrue(query.get('follow'))) {
      response.end();
      return;
    }
    const detach = process.attach((_stream, bytes) => {
      response.write(bytes);
      return Promise.resolve();
    });
    response.on('close', detach);
    void process.exited.then(() => response.end());
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { method = 'GET', url: path = '/' } = request;
    const refuse = (status: Status): void => {
      const body = JSON.stringify(status);
      const head = `HTTP/1.1 ${String(status.code)} ${status.reason ?? ''}\r\nContent-Type: application/json\r\n`;
      socket.end(`${head}Content-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`);
    };
    try {
      const user = enter(request);
      const url = new URL(path, 'https://server');
      const target = requestTarget(method, url);
      const fault = faults.strike(method, path);
      if (strike(fault, socket, refuse)) return;
      if (target?.subresource !== 'exec' && target?.subresource !== 'attach') throw new Refusal(noSuchPath());
      authorize(user, target);
      const pod: Pod = existing(store, PODS, target.kubeNamespace, target.name ?? '');
      const container = containerOf(pod, url.searchParams);
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => undefined);
        const attached = target.subresource === 'attach';
        const open = (output: Output): ContainerProcess | string =>
          attached ? attachedProcess(pod, container) : executed(pod, container, url.searchParams, output);
        serveChannel(webSocket, { protocol: webSocket.protocol, attached, fault, open });
      });
    } catch (error) {
      refuse(error instanceof Refusal ? error.status : failure(400, 'BadRequest', String(error)));
    }
  }

  function attachedProcess(pod: Pod, container: string): ContainerProcess | string {
    const { namespace = '', name = '' } = pod.metadata ?? {};
    return kubelet.processOf(pod, container) ?? `container ${container} not found in pod ${name}_${namespace}`;
  }

  function executed(pod: Pod, container: string, query: URLSearchParams, output: Output): ContainerProcess | string {
    if (kubelet.processOf(pod, container) === undefined) return `container not found ("${container}")`;
    const argv = query.getAll('command');
    return kubelet.exec(pod, container, { argv, tty: isTrue(query.get('tty')), output }) ?? executableNotFound(argv);
  }

  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, LOOPBACK, resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    const stopped = new Promise((resolve) => server.close(resolve));
    for (const client of sockets.clients) client.terminate();
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
    close: async () => {
      clearInterval(bookmarks);
      kubelet.dispose();
      await stop();
    },
  };
}

function reviewAccess(user: User, body: unknown): object {
  const { verb, resource, subresource, namespace } = AccessReview.parse(body).spec.resourceAttributes;
  const question = {
    verb,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { kubeNamespace: namespace }),
  };
  const status = { allowed: isAllowed(user, question) };
  return { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', status };
}

function containerOf(pod: Pod, query: URLSearchParams): string {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const wanted = query.get('container') ?? containers[0]?.name ?? '';
  if ([...containers, ...initContainers, ...ephemeralContainers].some(({ name }) => name === wanted)) return wanted;
  const message = `container ${wanted} is not valid for pod ${pod.metadata?.name ?? ''}`;
  throw new Refusal(failure(400, 'BadRequest', message));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const text = Buffer.concat(await request.toArray()).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

function answer(
  response: ServerResponse,
  code: number,
  body: object,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(code, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
