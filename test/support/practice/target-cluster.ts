/**
 * The cluster that a case of the shared suite speaks to: the one of KUBECONFIG when the suite runs against a real cluster,
 * else a practice cluster in this process with real containers. The cases do not know which.
 */
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

import { WebSocket } from 'ws';

import { isRecord } from '../../../main/practice/api/json-value.ts';
import { probeRuntime, startLinuxRuntime } from '../../../main/practice/runtime/index.ts';
import { ADMIN, startPracticeCluster } from '../../../main/practice/start-cluster.ts';
import { READ_ONLY, type User } from '../../../main/practice/api/users.ts';
import { labAccess, labKubectl } from '../../integration/kube/lab.ts';
import type { Body } from './fields.ts';
import { memoryRuntime } from './memory-runtime.ts';

export interface Answer {
  readonly code: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed; an empty record for what is no record of JSON. */
  readonly body: Body;
}

export interface CallOptions {
  /** Bytes and texts as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface StreamRecord {
  /** `refused` before the upgrade, with what the server said. */
  readonly refused?: { readonly code: number; readonly text: string };
  readonly protocol: string;
  readonly frames: readonly { readonly channel: number; readonly bytes: Buffer }[];
  readonly closeCode: number;
  /** All that came on a channel. */
  text(channel: number): string;
  /** What the status channel says. */
  readonly status: Body;
}

export interface StreamOptions {
  readonly protocols?: readonly string[];
  /** Called when it is open; the stream is ended when the server closes it, or when this resolves to `close`. */
  readonly talk?: (stream: OpenStream) => Promise<'close' | undefined>;
}

export interface OpenStream {
  send(channel: number, bytes: string | Uint8Array): void;
  /** Resolves when the channel's text contains the words. */
  until(channel: number, words: string): Promise<void>;
}

export interface TargetCluster {
  readonly isReal: boolean;
  /** Whether containers run; if not, what keeps them from it. */
  readonly missing: string | undefined;
  readonly kubeNamespace: string;
  /** `/api/v1/namespaces/NAMESPACE` */
  readonly core: string;
  /** `/apis/apps/v1/namespaces/NAMESPACE` */
  readonly apps: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** As somebody who may only look. */
  callAsViewer(method: string, path: string, options?: CallOptions): Promise<Answer>;
  stream(path: string, options?: StreamOptions): Promise<StreamRecord>;
  /** The lines of an answer that goes on, until one is accepted. */
  lines(path: string, isLast: (line: string, all: readonly string[]) => boolean): Promise<readonly string[]>;
  /** Asks again until it holds. */
  until(path: string, holds: (answer: Answer) => boolean): Promise<Answer>;
  dispose(): Promise<void>;
}

interface Connection {
  readonly server: string;
  readonly options: Readonly<RequestOptions>;
}

const DEADLINE_MS = 30_000;
const PAUSE_MS = 40;
const VIEWER: User = { name: 'viewer', token: 'token-of-viewer', rules: READ_ONLY };

export async function openTarget(kubeNamespace: string): Promise<TargetCluster> {
  const isReal = process.env['KESAKO_TEST_CONTEXT'] !== undefined;
  const support = isReal ? { available: true as const } : await probeRuntime();
  const target = isReal ? await realCluster() : await practiceCluster(support.available);
  const call = (method: string, path: string, options?: CallOptions): Promise<Answer> =>
    send(target.admin, method, path, options);
  const created = await call('POST', '/api/v1/namespaces', { body: { metadata: { name: kubeNamespace } } });
  if (created.code !== 201) throw new Error(`no Kubernetes namespace of one's own: ${created.text}`);
  const core = `/api/v1/namespaces/${kubeNamespace}`;
  // As everybody who has just made one: its service account takes a moment.
  await until(
    () => call('GET', `${core}/serviceaccounts/default`),
    ({ code }) => code === 200,
  );
  return {
    isReal,
    missing: support.available ? undefined : support.message,
    ...{ kubeNamespace, core, apps: `/apis/apps/v1/namespaces/${kubeNamespace}`, call },
    callAsViewer: (method, path, options) => send(target.viewer, method, path, options),
    stream: (path, options) => stream(target.admin, path, options),
    lines: (path, isLast) => lines(target.admin, path, isLast),
    until: (path, holds) => until(() => call('GET', path), holds),
    dispose: async () => {
      await call('DELETE', `/api/v1/namespaces/${kubeNamespace}`);
      await target.close();
    },
  };
}

interface Target {
  readonly admin: Connection;
  readonly viewer: Connection;
  close(): Promise<void>;
}

async function realCluster(): Promise<Target> {
  const connectionOf = async (context: string): Promise<Connection> => {
    const { server, tls, credential } = await labAccess(labKubectl(context));
    const identity =
      credential.kind === 'clientCertificate'
        ? { cert: credential.certificate, key: credential.key }
        : credential.kind === 'token'
          ? { headers: { authorization: `Bearer ${credential.token}` } }
          : {};
    return { server, options: { ca: tls.ca, ...identity } };
  };
  const context = process.env['KESAKO_TEST_CONTEXT'] ?? '';
  return {
    admin: await connectionOf(context),
    viewer: await connectionOf(`${context}-viewer`),
    close: () => Promise.resolve(),
  };
}

async function practiceCluster(hasContainers: boolean): Promise<Target> {
  const runtime = hasContainers ? await startLinuxRuntime() : memoryRuntime(new Map());
  const server = await startPracticeCluster({ runtime, users: [ADMIN, VIEWER], backOffMs: 10_000 });
  const connectionOf = ({ token }: User): Connection => ({
    server: server.url,
    options: { ca: server.authority, headers: { authorization: `Bearer ${token}` } },
  });
  return { admin: connectionOf(ADMIN), viewer: connectionOf(VIEWER), close: () => server.close() };
}

function send({ server, options }: Connection, method: string, path: string, sent: CallOptions = {}): Promise<Answer> {
  const { body, type = 'application/json', headers = {} } = sent;
  const isReady = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const bytes = isReady ? body : JSON.stringify(body);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = httpsRequest(new URL(path, server), {
    ...options,
    method,
    headers: {
      'user-agent': 'same-behaviour/1',
      ...(options.headers as Record<string, string> | undefined),
      ...(bytes === undefined ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(bytes)) }),
      ...headers,
    },
  });
  asked.on('response', (response) => {
    void response.toArray().then((pieces) => {
      const whole = Buffer.concat(pieces as Buffer[]).toString('utf8');
      resolve({ code: response.statusCode ?? 0, text: whole, headers: response.headers, body: parsed(whole) });
    }, reject);
  });
  asked.on('error', reject);
  asked.end(bytes);
  return promise;
}

function parsed(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

async function until(ask: () => Promise<Answer>, holds: (answer: Answer) => boolean): Promise<Answer> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`still: ${answer.text.slice(0, 2000)}`);
    await wait(PAUSE_MS);
  }
}

function lines(
  { server, options }: Connection,
  path: string,
  isLast: (line: string, all: readonly string[]) => boolean,
): Promise<readonly string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
  const all: string[] = [];
  const asked = httpsRequest(new URL(path, server), options);
  const timer = setTimeout(() => {
    asked.destroy();
    reject(new Error(`only: ${all.join('\n').slice(0, 2000)}`));
  }, DEADLINE_MS);
  const finish = (): void => {
    clearTimeout(timer);
    asked.destroy();
    resolve(all);
  };
  asked.on('response', (response) => {
    let rest = '';
    response.on('data', (piece: Buffer) => {
      const [...complete] = (rest + piece.toString('utf8')).split('\n');
      rest = complete.pop() ?? '';
      for (const line of complete) {
        all.push(line);
        if (isLast(line, all)) finish();
      }
    });
    response.on('end', finish);
    response.on('error', () => undefined);
  });
  asked.on('error', (error) => {
    if (!asked.destroyed) reject(error);
  });
  asked.end();
  return promise;
}

async function stream(
  { server, options }: Connection,
  path: string,
  opened: StreamOptions = {},
): Promise<StreamRecord> {
  const { protocols = ['v5.channel.k8s.io'], talk } = opened;
  const socket = new WebSocket(new URL(path, server.replace(/^http/, 'ws')), [...protocols], {
    ca: options.ca,
    cert: options.cert,
    key: options.key,
    ...(options.headers === undefined ? {} : { headers: options.headers as Record<string, string> }),
  });
  const frames: { channel: number; bytes: Buffer }[] = [];
  const listeners = new Set<() => void>();
  const { promise: closed, resolve: close } = Promise.withResolvers<number>();
  let refused: StreamRecord['refused'];
  const timer = setTimeout(() => {
    socket.terminate();
  }, DEADLINE_MS);
  socket.on('unexpected-response', (_request, response) => {
    void response.toArray().then((pieces) => {
      refused = { code: response.statusCode ?? 0, text: Buffer.concat(pieces as Buffer[]).toString('utf8') };
      close(0);
    });
  });
  const text = (channel: number): string =>
    Buffer.concat(frames.filter((frame) => frame.channel === channel).map(({ bytes }) => bytes)).toString('utf8');
  socket.on('message', (data: Buffer) => {
    frames.push({ channel: data[0] ?? -1, bytes: data.subarray(1) });
    for (const listener of listeners) listener();
  });
  socket.on('error', () => undefined);
  socket.on('close', (code) => {
    close(code);
    for (const listener of listeners) listener();
  });
  socket.on('open', () => {
    const open: OpenStream = {
      send: (channel, bytes) => {
        socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(bytes)]));
      },
      until: (channel, words) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            if (text(channel).includes(words)) resolve();
            else if (socket.readyState !== WebSocket.OPEN)
              reject(new Error(`ended without “${words}”: ${text(channel)}`));
          };
          listeners.add(look);
          look();
        }),
    };
    void talk?.(open).then(
      (end) => {
        if (end === 'close') socket.close();
      },
      () => socket.terminate(),
    );
  });
  const closeCode = await closed;
  clearTimeout(timer);
  return {
    ...(refused === undefined ? {} : { refused }),
    ...{ protocol: socket.protocol, frames, closeCode, text },
    status: parsed(text(3)),
  };
}
