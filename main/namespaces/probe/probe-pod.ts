import type { PodRef } from '../../../preload/contract/references.ts';
import { getPod, type Cluster, type Pod } from '../../kube/index.ts';
import { assignContainers } from './assign-containers.ts';
import { podContainers, type PodContainer } from './pod-containers.ts';
import { probeContainer, type ContainerProbe } from './probe-container.ts';

export interface PodProbe {
  readonly pod: Pod;
  /** In the pod's order, of the running containers only. */
  readonly probes: readonly ContainerProbe[];
}

/** Asks every running container that `isWanted` accepts what it sees of `/proc`. */
export async function probePod(
  cluster: Cluster,
  ref: PodRef,
  signal: AbortSignal,
  isWanted: (container: PodContainer, pod: Pod) => boolean = () => true,
): Promise<PodProbe> {
  const pod = await getPod(cluster, ref, signal);
  const wanted = podContainers(pod).filter((container) => container.running && isWanted(container, pod));
  const groups = Map.groupBy(wanted, (container) => expectedPidNamespace(pod, container));
  const found = await Promise.all([...groups.values()].map((group) => probeInTurn(cluster, ref, group, signal)));
  const byName = new Map(found.flat().map((probe) => [probe.container, probe]));
  return {
    pod,
    probes: assignContainers(
      pod,
      wanted.flatMap(({ name }) => byName.get(name) ?? []),
    ),
  };
}

/** Containers that see each other's processes would see each other's probes if they were asked at once. */
export function expectedPidNamespace({ spec }: Pod, { name, target }: PodContainer): string {
  return spec?.shareProcessNamespace === true || spec?.hostPID === true ? '' : (target ?? name);
}

async function probeInTurn(
  cluster: Cluster,
  { kubeNamespace, pod }: PodRef,
  containers: readonly PodContainer[],
  signal: AbortSignal,
): Promise<readonly ContainerProbe[]> {
  const probes: ContainerProbe[] = [];
  for (const { name } of containers) {
    probes.push(await probeContainer(cluster, { kubeNamespace, pod, container: name }, signal));
  }
  return probes;
}
