import { AppError } from '../../preload/contract/errors.ts';
import type { PodRef } from '../../preload/contract/references.ts';
import type { PodItem } from '../../preload/contract/workloads.ts';
import { resourcePath, type Cluster, type OwnerReference, type Pod, type ReflectorEvent } from '../kube/index.ts';
import { findOwners } from './find-owners.ts';
import { findReplacement } from './find-replacement.ts';
import { freshnessOf } from './freshness.ts';
import { podDetail } from './pod-detail.ts';
import { controllerOf } from './pod-row.ts';

/** Ends after the pod has: another one of its name (a StatefulSet's) is another pod. */
export async function* watchPod(
  cluster: Cluster,
  { kubeNamespace, pod: name }: PodRef,
  signal: AbortSignal,
): AsyncGenerator<PodItem, void, undefined> {
  const path = resourcePath({ resource: 'pods', kubeNamespace });
  let latest: Pod | undefined;
  let owners: readonly OwnerReference[] = [];

  for await (const event of cluster.watchList<Pod>({ path, fieldSelector: `metadata.name=${name}` }, signal)) {
    if (event.type === 'state') {
      if (event.state !== 'stale' || event.retryInMs !== undefined) {
        yield { type: 'freshness', freshness: freshnessOf(event) };
      }
      continue;
    }
    const pod = presentPod(event);
    if (pod === undefined && latest === undefined) {
      throw new AppError('NOT_FOUND', `There is no pod “${name}” in ${kubeNamespace}.`, { resource: 'pods', name });
    }
    if (latest !== undefined && pod?.metadata?.uid !== latest.metadata?.uid) {
      yield { type: 'deleted' };
      const replacement = await findReplacement(cluster, latest, owners, signal);
      if (replacement !== undefined) yield { type: 'deleted', replacement };
      return;
    }
    if (pod === undefined) continue;
    if (latest === undefined || controllerOf(latest)?.uid !== controllerOf(pod)?.uid) {
      owners = await findOwners(cluster, kubeNamespace, pod, signal);
    }
    latest = pod;
    yield {
      type: 'pod',
      pod: podDetail(
        pod,
        owners.map(({ kind, name: owner }) => ({ kind, name: owner })),
      ),
    };
  }
}

function presentPod(event: Exclude<ReflectorEvent<Pod>, { readonly type: 'state' }>): Pod | undefined {
  if (event.type === 'synced') return event.items[0];
  return event.change === 'deleted' ? undefined : event.object;
}
