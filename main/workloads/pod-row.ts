import type { PodRow } from '../../preload/contract/workloads.ts';
import type { KubeObject, OwnerReference, Pod } from '../kube/index.ts';
import { containerRow, containersOf, optional } from './container-rows.ts';
import { podHealth, summarizePodStatus } from './pod-status.ts';

/** All that is kept of a pod while a list is watched. `workload` is filled in by the join. */
export interface KeptPod {
  readonly row: Omit<PodRow, 'workload'>;
  readonly owner?: string;
}

export function keepPod(pod: Pod): KeptPod {
  const containers = containersOf(pod);
  const summary = summarizePodStatus(pod);
  const owner = controllerOf(pod)?.uid;
  return {
    row: {
      ...identityOf(pod),
      ...summary,
      health: podHealth(pod, summary),
      containers: containers.map(containerRow),
      ...optional('node', pod.spec?.nodeName),
      labels: pod.metadata?.labels ?? {},
    },
    ...(owner === undefined ? {} : { owner }),
  };
}

export function identityOf({ metadata }: KubeObject): Pick<PodRow, 'uid' | 'name' | 'kubeNamespace' | 'createdAt'> {
  return {
    uid: metadata?.uid ?? '',
    name: metadata?.name ?? '',
    kubeNamespace: metadata?.namespace ?? '',
    createdAt: metadata?.creationTimestamp ?? '',
  };
}

export function controllerOf({ metadata }: KubeObject): OwnerReference | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true);
}
