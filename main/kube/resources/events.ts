import type { Cluster } from '../cluster.ts';
import type { KubeEvent, KubeList } from '../objects.ts';
import type { ListSelection } from './pods.ts';
import { resourcePath } from './resource-path.ts';

/** For `watchList` too. */
export function eventsPath(kubeNamespace: string): string {
  return resourcePath({ resource: 'events', kubeNamespace });
}

/** Events name what they are about: `involvedObject.name=web-0` selects a pod's. */
export async function listEvents(
  cluster: Cluster,
  kubeNamespace: string,
  selection: ListSelection = {},
  signal?: AbortSignal,
): Promise<readonly KubeEvent[]> {
  const { body } = await cluster.request<KubeList<KubeEvent>>({
    method: 'GET',
    path: eventsPath(kubeNamespace),
    query: { ...selection },
    ...(signal && { signal }),
  });
  return body.items ?? [];
}
