/** The few words of kubectl that tests say to a cluster beside the app, for a machine that has no kubectl. */
import { connectCluster, resourcePath, runCommand, type Cluster } from '../../../main/kube/index.ts';
import type { ApiServer } from '../../../main/practice/api/api-server.ts';
import type { User } from '../../../main/practice/api/users.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import type { Kubectl } from '../kubectl.ts';

const RESOURCES: Readonly<Record<string, { readonly group?: string; readonly resource: string }>> = {
  pod: { resource: 'pods' },
  deployment: { group: 'apps', resource: 'deployments' },
};

export function practiceKubectl(context: string, server: ApiServer, user: User): Kubectl {
  const cluster = connectCluster(
    {
      context,
      server: server.url,
      kubeNamespace: 'default',
      tls: { ca: server.authority, insecure: false },
      credential: { kind: 'token', token: user.token },
    },
    { environment: {} },
  );
  const kubectl = async (...words: readonly string[]): Promise<string> => {
    const isScoped = words[0] === '-n';
    const [verb, ...rest] = isScoped ? words.slice(2) : words;
    const scope = isScoped ? words[1] : undefined;
    if (verb === 'create') return createKubeNamespace(cluster, rest[1] ?? '');
    if (verb === 'delete') return deleteKubeNamespace(cluster, rest[1] ?? '');
    if (verb === 'get') return get(cluster, scope, rest);
    if (verb === 'exec') return exec(cluster, scope ?? '', rest);
    throw new Error(`This kubectl does not know ${words.join(' ')}.`);
  };
  return Object.assign(kubectl, { context, environment: {} });
}

/** `create namespace NAME` */
async function createKubeNamespace(cluster: Cluster, name: string): Promise<string> {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await cluster.request({ method: 'POST', path: resourcePath({ resource: 'namespaces' }), body });
  return '';
}

/** `delete namespace NAME` */
async function deleteKubeNamespace(cluster: Cluster, name: string): Promise<string> {
  await cluster.request({ method: 'DELETE', path: resourcePath({ resource: 'namespaces', name }) });
  return '';
}

/** `get KIND NAME [-o jsonpath={.path.to.it}]`. */
async function get(cluster: Cluster, kubeNamespace: string | undefined, words: readonly string[]): Promise<string> {
  const [kind = '', name = '', ...output] = words;
  const address = RESOURCES[kind];
  if (address === undefined || kubeNamespace === undefined) throw new Error(`This kubectl does not know ${kind}.`);
  const path = resourcePath({ ...address, kubeNamespace, name });
  const { body } = await cluster.request<unknown>({ method: 'GET', path }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'NOT_FOUND' ? new Error(`${kind} "${name}" not found`) : error;
  });
  const fields = /^jsonpath=\{\.([\w.]+)\}$/.exec(output[1] ?? '')?.[1]?.split('.') ?? [];
  const value = fields.reduce<unknown>(
    (object, field) => (typeof object === 'object' && object !== null ? Reflect.get(object, field) : undefined),
    body,
  );
  return JSON.stringify(value);
}

/** `exec POD -c CONTAINER -- WORD…` */
async function exec(cluster: Cluster, kubeNamespace: string, words: readonly string[]): Promise<string> {
  const [pod = '', , container = ''] = words;
  const command = words.slice(words.indexOf('--') + 1);
  const { stdout, stderr, exitCode } = await runCommand(cluster, { kubeNamespace, pod, container }, command);
  if (exitCode !== 0) throw new Error(stderr);
  return Buffer.from(stdout).toString('utf8');
}
