import { isAppError } from '../../preload/contract/errors.ts';
import type { KubeNamespaces } from '../../preload/contract/workloads.ts';
import { kubeNamespacesPath, type Cluster } from '../kube/index.ts';
import { createBell } from '../streams/index.ts';

/** A user who may not list them sees the context's own, which is not a failure: most people's rights end there. */
export async function* watchKubeNamespaces(
  cluster: Cluster,
  signal: AbortSignal,
): AsyncGenerator<KubeNamespaces, void, undefined> {
  const names = new Set<string>();
  try {
    for await (const event of cluster.watchList({ path: kubeNamespacesPath() }, signal)) {
      if (event.type === 'state') continue;
      const before = [...names].sort().join();
      if (event.type === 'synced') names.clear();
      for (const { metadata } of event.type === 'synced' ? event.items : [event.object]) {
        if (metadata?.name === undefined) continue;
        if (event.type === 'changed' && event.change === 'deleted') names.delete(metadata.name);
        else names.add(metadata.name);
      }
      const sorted = [...names].sort();
      // Most changes of a Kubernetes namespace are to its labels and status.
      if (event.type === 'synced' || sorted.join() !== before) yield { names: sorted };
    }
  } catch (error) {
    if (!isAppError(error, 'FORBIDDEN')) throw error;
    yield { names: [cluster.kubeNamespace], restricted: error.toForm() };
    // Stays open like the unrestricted one: an end would read as a lost connection.
    await createBell().pause(signal);
  }
}
