import type { Service } from '../../preload/contract/kinds.ts';
import type { ManifestPlan, WorkloadsItem, workloads as workloadsContract } from '../../preload/contract/workloads.ts';
import { deletePod, FIELD_MANAGER, kubectlLine, resourcePath, type Cluster, type Pod } from '../kube/index.ts';
import { createLeases, type Leases } from '../streams/index.ts';
import { applyManifest, deleteManifest, planApply, planDelete } from './apply-manifest.ts';
import { storedYaml } from './manifest-yaml.ts';
import { parseManifest, type ManifestObject } from './parse-manifest.ts';
import { watchEvents } from './watch-events.ts';
import { watchKubeNamespaces } from './watch-kube-namespaces.ts';
import { watchPod } from './watch-pod.ts';
import { createWorkloadsFeed, type WorkloadsFeed } from './workloads-feed.ts';

/** Going from a list to a pod and back keeps the list warm. */
const FEED_LINGER_MS = 15_000;

export interface WorkloadsOptions {
  /** Throws what is wrong with the context. */
  readonly clusterOf: (context: string) => Cluster;
}

export interface Workloads {
  readonly service: Service<typeof workloadsContract>;
  dispose(): void;
}

type Feeds = Leases<string, WorkloadsFeed>;

export function createWorkloads({ clusterOf }: WorkloadsOptions): Workloads {
  // By connection, not by name: after a kubeconfig changed, its new readers must not see the old cluster's pods.
  const feedsOf = new WeakMap<Cluster, Feeds>();
  const ended = new AbortController();

  function feeds(cluster: Cluster): Feeds {
    const known = feedsOf.get(cluster);
    if (known !== undefined) return known;
    const created = createLeases<string, WorkloadsFeed>(
      (kubeNamespace, signal) => createWorkloadsFeed(cluster, kubeNamespace, AbortSignal.any([signal, ended.signal])),
      FEED_LINGER_MS,
    );
    feedsOf.set(cluster, created);
    return created;
  }

  async function* watch(
    cluster: Cluster,
    kubeNamespace: string,
    signal: AbortSignal,
  ): AsyncGenerator<WorkloadsItem, void, undefined> {
    const shared = feeds(cluster);
    if (shared.peek(kubeNamespace)?.failed === true) shared.discard(kubeNamespace);
    const lease = shared.take(kubeNamespace);
    try {
      yield* lease.value.watch(signal);
    } finally {
      lease.release();
    }
  }

  /** What is wrong with the context is thrown to the reader, not to the one who opens the stream. */
  async function* withCluster<Item>(
    context: string,
    open: (cluster: Cluster) => AsyncIterable<Item>,
  ): AsyncGenerator<Item, void, undefined> {
    yield* open(clusterOf(context));
  }

  return {
    dispose: () => ended.abort(),
    service: {
      kubeNamespaces: ({ context }, { signal }) =>
        withCluster(context, (cluster) => watchKubeNamespaces(cluster, signal)),
      watch: ({ context, kubeNamespace }, { signal }) =>
        withCluster(context, (cluster) => watch(cluster, kubeNamespace, signal)),
      pod: (ref, { signal }) => withCluster(ref.context, (cluster) => watchPod(cluster, ref, signal)),
      events: (ref, { signal }) => withCluster(ref.context, (cluster) => watchEvents(cluster, ref, signal)),
      yaml: async ({ context, kubeNamespace, pod }, { signal }) => {
        const path = resourcePath({ resource: 'pods', kubeNamespace, name: pod });
        const { body } = await clusterOf(context).request<Pod>({ method: 'GET', path, signal });
        return { yaml: storedYaml(body) };
      },
      planApply: async ({ context, kubeNamespace, text, fileName }, { signal }): Promise<ManifestPlan> => {
        const objects = parseManifest(text);
        const changes = await planApply({ cluster: clusterOf(context), kubeNamespace, signal }, objects);
        const args = ['apply', '--server-side', `--field-manager=${FIELD_MANAGER}`, '-f', fileName ?? '-'];
        return { changes, kubectl: kubectlLine(scopeOf(context, kubeNamespace, objects), args) };
      },
      apply: async ({ context, kubeNamespace, text }, { signal }) => {
        const objects = parseManifest(text);
        return { changes: await applyManifest({ cluster: clusterOf(context), kubeNamespace, signal }, objects) };
      },
      planDelete: async ({ context, kubeNamespace, text, fileName }, { signal }): Promise<ManifestPlan> => {
        const objects = parseManifest(text);
        const changes = await planDelete({ cluster: clusterOf(context), kubeNamespace, signal }, objects);
        const args = ['delete', '-f', fileName ?? '-'];
        return { changes, kubectl: kubectlLine(scopeOf(context, kubeNamespace, objects), args) };
      },
      delete: async ({ context, kubeNamespace, text }, { signal }) => {
        const objects = parseManifest(text);
        return { changes: await deleteManifest({ cluster: clusterOf(context), kubeNamespace, signal }, objects) };
      },
      deletePod: async ({ context, kubeNamespace, pod, uid }, { signal }) => {
        await deletePod(clusterOf(context), { kubeNamespace, pod }, { uid, signal });
        return { kubectl: kubectlLine({ context, kubeNamespace }, ['delete', 'pod', pod]) };
      },
    },
  };
}

/** kubectl refuses `-n` when an object names another Kubernetes namespace itself. */
function scopeOf(
  context: string,
  kubeNamespace: string,
  objects: readonly ManifestObject[],
): { readonly context: string; readonly kubeNamespace?: string } {
  const foreign = objects.some((object) => (object.kubeNamespace ?? kubeNamespace) !== kubeNamespace);
  return foreign ? { context } : { context, kubeNamespace };
}
