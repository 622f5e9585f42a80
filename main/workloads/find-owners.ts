/** From a pod up to what it was made by. */
import { toAppError } from '../../preload/contract/errors.ts';
import { resourcePath, type Cluster, type KubeObject, type OwnerReference } from '../kube/index.ts';
import { controllerOf } from './pod-row.ts';

/** Kinds that have owners of their own, and where those are read. */
const NESTED: Readonly<Record<string, { readonly group: string; readonly resource: string }>> = {
  ReplicaSet: { group: 'apps', resource: 'replicasets' },
  Job: { group: 'batch', resource: 'jobs' },
};

/** Nearest first. What may not be read, or is gone already, ends the chain. */
export async function findOwners(
  cluster: Cluster,
  kubeNamespace: string,
  object: KubeObject,
  signal: AbortSignal,
): Promise<readonly OwnerReference[]> {
  const owners: OwnerReference[] = [];
  let owner = controllerOf(object);
  while (owner !== undefined) {
    owners.push(owner);
    const nested = owners.length > 1 ? undefined : NESTED[owner.kind];
    owner =
      nested === undefined ? undefined : await ownerOf(cluster, { ...nested, kubeNamespace, name: owner.name }, signal);
  }
  return owners;
}

async function ownerOf(
  cluster: Cluster,
  address: Parameters<typeof resourcePath>[0],
  signal: AbortSignal,
): Promise<OwnerReference | undefined> {
  try {
    const { body } = await cluster.request<KubeObject>({ method: 'GET', path: resourcePath(address), signal });
    return controllerOf(body);
  } catch (error) {
    const { code } = toAppError(error);
    if (code === 'FORBIDDEN' || code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
