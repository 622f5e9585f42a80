import type { ContainerState } from '../../preload/contract/workloads.ts';
import type { ContainerState as KubeContainerState } from '../kube/index.ts';

type Terminated = Extract<ContainerState, { readonly state: 'terminated' }>;

export function terminatedState(terminated: NonNullable<KubeContainerState['terminated']>): Terminated {
  const { exitCode, signal, reason, message, startedAt, finishedAt } = terminated;
  return {
    state: 'terminated',
    exitCode,
    ...(signal === undefined ? {} : { signal }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
}
