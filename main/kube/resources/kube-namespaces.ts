import type { Cluster } from '../cluster.ts';
import type { KubeList, KubeNamespace } from '../objects.ts';
import { resourcePath } from './resource-path.ts';

/** For `watchList` too. */
export function kubeNamespacesPath(): string {
  return resourcePath({ resource: 'namespaces' });
}

export async function listKubeNamespaces(cluster: Cluster, signal?: AbortSignal): Promise<readonly KubeNamespace[]> {
  const path = kubeNamespacesPath();
  const { body } = await cluster.request<KubeList<KubeNamespace>>({ method: 'GET', path, ...(signal && { signal }) });
  return body.items ?? [];
}

export async function getKubeNamespace(cluster: Cluster, name: string, signal?: AbortSignal): Promise<KubeNamespace> {
  const path = resourcePath({ resource: 'namespaces', name });
  const { body } = await cluster.request<KubeNamespace>({ method: 'GET', path, ...(signal && { signal }) });
  return body;
}
