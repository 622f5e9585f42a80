import { AppError } from '../../../preload/contract/errors.ts';
import { podsPath, type Cluster, type Pod } from '../../kube/index.ts';

/** Longer than a usual grace period; a pod that is held by a finaliser stays for ever. */
const DEADLINE_MS = 120_000;

export interface GonePod {
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly podUid: string;
}

/** Throws TIMEOUT with what still holds it. */
export async function untilPodGone(
  cluster: Cluster,
  { kubeNamespace, pod, podUid }: GonePod,
  signal: AbortSignal,
): Promise<void> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const list = { path: podsPath(kubeNamespace), fieldSelector: `metadata.name=${pod}` };
  let held: readonly string[] = [];
  for await (const event of cluster.watchList<Pod>(list, AbortSignal.any([signal, deadline]))) {
    if (event.type === 'state') continue;
    const items = event.type === 'synced' ? event.items : event.change === 'deleted' ? [] : [event.object];
    const same = items.find(({ metadata }) => metadata?.uid === podUid);
    if (same === undefined) return;
    held = same.metadata?.finalizers ?? [];
  }
  signal.throwIfAborted();
  const why = held.length === 0 ? 'its node has not said that it ended' : `it is held by ${held.join(', ')}`;
  throw new AppError('TIMEOUT', `Pod ${pod} is still there: ${why}.`, { afterMs: DEADLINE_MS });
}
