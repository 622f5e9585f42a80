import { AppError } from '../../../preload/contract/errors.ts';
import type { SharingPhase } from '../../../preload/contract/shared-processes.ts';
import { listPods, type Cluster } from '../../kube/index.ts';
import { rolloutState } from './rollout-state.ts';
import { collectionPath, type Workload, type WorkloadName } from './workload.ts';

export interface RolloutSetting {
  readonly cluster: Cluster;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** What is older than this says nothing about the change. */
  readonly generation: number;
}

/** Until the rollout is complete; throws when the workload goes away meanwhile. */
export async function* followRollout(
  name: WorkloadName,
  { cluster, now, signal, generation }: RolloutSetting,
): AsyncGenerator<SharingPhase, void, undefined> {
  const at = (): string => now().toISOString();
  const list = { path: collectionPath(name), fieldSelector: `metadata.name=${name.workload}` };
  let told = '';
  for await (const event of cluster.watchList<Workload>(list, signal)) {
    if (event.type === 'state') continue;
    const [workload] = event.type === 'synced' ? event.items : event.change === 'deleted' ? [] : [event.object];
    if (workload === undefined) {
      throw new AppError('NOT_FOUND', `${name.kind} ${name.workload} has been deleted.`, { name: name.workload });
    }
    if ((workload.metadata?.generation ?? 0) < generation) continue;
    const { complete, problem, ...progress } = rolloutState(name.kind, workload);
    if (complete) {
      yield { phase: 'rolledOut', at: at(), pods: await podsOf(cluster, name, workload, signal) };
      return;
    }
    const text = JSON.stringify([problem, progress]);
    if (text === told) continue;
    told = text;
    yield { phase: 'rollingOut', at: at(), ...progress };
    if (problem !== undefined) yield { phase: 'problem', at: at(), ...problem };
  }
}

/** Names of the pods that are there to stay. */
export async function podsOf(
  cluster: Cluster,
  { kubeNamespace }: WorkloadName,
  workload: Workload,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const labels = Object.entries(workload.spec?.selector?.matchLabels ?? {});
  if (labels.length === 0) return [];
  const labelSelector = labels.map(([key, value]) => `${key}=${value}`).join(',');
  const pods = await listPods(cluster, kubeNamespace, { labelSelector }, signal);
  return pods
    .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
    .map(({ metadata }) => metadata?.name ?? '');
}
