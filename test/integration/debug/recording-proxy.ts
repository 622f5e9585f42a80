/**
 * An API server for kubectl that changes nothing: what is read comes from the cluster, what would be written is sent there as
 * a dry run and written down. So kubectl's own request is seen with all that the server makes of it, and no container starts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Cluster, RequestOptions } from '../../../main/kube/index.ts';
import { kubectlFor, type Kubectl } from '../../support/kubectl.ts';

/** What the server would have stored, in the order of the requests; of a deletion only its path. */
export interface Write {
  readonly method: string;
  readonly path: string;
  readonly stored?: unknown;
}

export interface RecordingProxy {
  /** Runs kubectl and gives what it wrote. */
  run(kubectl: (kubectl: Kubectl) => Promise<unknown>): Promise<readonly Write[]>;
  dispose(): Promise<void>;
}

const READS = new Set(['GET', 'HEAD']);

/** The same for whoever speaks to a `Cluster`. */
export function recordWrites(cluster: Cluster, writes: Write[]): Cluster {
  return { ...cluster, request: (options) => passOn(cluster, options, writes) };
}

async function passOn<T>(
  cluster: Cluster,
  options: RequestOptions,
  writes: Write[],
): ReturnType<typeof cluster.request<T>> {
  const { method, path } = options;
  if (READS.has(method) || path.includes('/selfsubjectaccessreviews')) return cluster.request<T>(options);
  if (method === 'DELETE') {
    writes.push({ method, path });
    return { body: {} as T, warnings: [], status: 200 };
  }
  const reply = await cluster.request<T>({ ...options, query: { ...options.query, dryRun: 'All' } });
  writes.push({ method, path, stored: reply.body });
  return reply;
}

export async function startRecordingProxy(cluster: Cluster): Promise<RecordingProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'recording-proxy-'));
  /** kubectl asks the same of discovery each time. */
  const read = new Map<string, Promise<unknown>>();
  const recordings = new Map<string, Write[]>();
  let runs = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://proxy');
    const [, run = '', ...rest] = pathname.split('/');
    const path = `/${rest.join('/')}`;
    const method = (request.method ?? 'GET') as RequestOptions['method'];
    const query = Object.fromEntries(searchParams);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    try {
      const body = READS.has(method)
        ? await readOnce(path, query)
        : (
            await passOn<unknown>(
              cluster,
              {
                method,
                path,
                query,
                body: Buffer.concat(chunks),
                contentType: request.headers['content-type'] ?? 'application/json',
              },
              recordings.get(run) ?? [],
            )
          ).body;
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const status = { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: 422, reason: 'Invalid', message };
      response.writeHead(422, { 'Content-Type': 'application/json' }).end(JSON.stringify(status));
    }
  }

  function readOnce(path: string, query: Record<string, string>): Promise<unknown> {
    const key = `${path} ${JSON.stringify(query)}`;
    const known = read.get(key);
    if (known !== undefined) return known;
    const asked = cluster.request<unknown>({ method: 'GET', path, query }).then(({ body }) => body);
    read.set(key, asked);
    return asked;
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    run: async (use) => {
      runs += 1;
      const name = `run${runs}`;
      const writes: Write[] = [];
      recordings.set(name, writes);
      const kubeconfig = join(folder, `${name}.json`);
      const named = [{ name: 'proxy' }];
      await writeFile(
        kubeconfig,
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'Config',
          clusters: named.map((entry) => ({ ...entry, cluster: { server: `http://127.0.0.1:${port}/${name}` } })),
          users: named.map((entry) => ({ ...entry, user: {} })),
          contexts: named.map((entry) => ({ ...entry, context: { cluster: 'proxy', user: 'proxy' } })),
          'current-context': 'proxy',
        }),
      );
      const kubectl = kubectlFor(kubeconfig, 'proxy');
      kubectl.environment['KUBECACHEDIR'] = join(folder, 'cache');
      await use(kubectl);
      return writes;
    },
    dispose: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
