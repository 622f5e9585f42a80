/** Which pod took the place of one that is gone. It is offered, never followed by itself. */
import { toAppError } from '../../preload/contract/errors.ts';
import { resourcePath, type Cluster, type KubeObject, type OwnerReference, type Pod } from '../kube/index.ts';
import { findOwners } from './find-owners.ts';

/** A rollout needs seconds; after this long nobody waits for an offer. */
const PATIENCE_MS = 60_000;

/** Labels that differ between a pod and the next one of the same owner. */
const OWN_LABELS: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'job-name',
]);

/** `undefined` if the pod had no owner, or none came in time. */
export async function findReplacement(
  cluster: Cluster,
  gone: Pod,
  owners: readonly OwnerReference[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const owner = owners.at(-1);
  const labels = Object.entries(gone.metadata?.labels ?? {}).filter(([key]) => !OWN_LABELS.has(key));
  const kubeNamespace = gone.metadata?.namespace;
  if (owner === undefined || kubeNamespace === undefined || labels.length === 0) return undefined;
  const path = resourcePath({ resource: 'pods', kubeNamespace });
  const labelSelector = labels.map(([key, value]) => `${key}=${value}`).join(',');
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const isReplacement = async (pod: Pod): Promise<boolean> =>
    couldReplace(pod, gone) &&
    (await findOwners(cluster, kubeNamespace, pod, patience)).some(({ uid }) => uid === owner.uid);
  try {
    for await (const event of cluster.watchList<Pod>({ path, labelSelector }, patience)) {
      for (const pod of podsOf(event)) if (await isReplacement(pod)) return pod.metadata?.name;
    }
  } catch (error) {
    // An offer that cannot be made is no failure of what was asked for.
    if (toAppError(error).code === 'INTERNAL') throw error;
  }
  return undefined;
}

type PodListEvent = ReturnType<Cluster['watchList']> extends AsyncIterable<infer Event> ? Event : never;

/** Newest first: an older pod of the same owner was there all along, but in a rollout it will go next. */
function podsOf(event: PodListEvent): readonly Pod[] {
  if (event.type === 'changed') return event.change === 'deleted' ? [] : [event.object];
  if (event.type !== 'synced') return [];
  return [...event.items].sort((a, b) => createdAt(b).localeCompare(createdAt(a)));
}

function couldReplace(pod: Pod, gone: Pod): boolean {
  return (
    pod.metadata?.uid !== gone.metadata?.uid &&
    pod.metadata?.deletionTimestamp === undefined &&
    createdAt(pod) > createdAt(gone)
  );
}

function createdAt({ metadata }: KubeObject): string {
  return metadata?.creationTimestamp ?? '';
}
