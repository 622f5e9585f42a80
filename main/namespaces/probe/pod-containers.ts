import type { ContainerStatus, Pod } from '../../kube/index.ts';

export interface PodContainer {
  readonly name: string;
  readonly role: 'init' | 'sidecar' | 'ordinary' | 'ephemeral';
  readonly running: boolean;
  /** The runtime's, without its scheme. */
  readonly id?: string;
  readonly target?: string;
}

/** All containers of a pod: ordinary ones first, then sidecars, then what was added for debugging, then initial ones. */
export function podContainers({ spec, status }: Pod): readonly PodContainer[] {
  const init = spec?.initContainers ?? [];
  const statuses = new Map<string, ContainerStatus>();
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = status ?? {};
  for (const each of [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses]) {
    statuses.set(each.name, each);
  }
  const describe = (name: string, role: PodContainer['role'], target?: string): PodContainer => {
    const known = statuses.get(name);
    const id = known?.containerID?.split('://')[1];
    return {
      name,
      role,
      running: known?.state?.running !== undefined,
      ...(id === undefined ? {} : { id }),
      ...(target === undefined || target === '' ? {} : { target }),
    };
  };
  return [
    ...(spec?.containers ?? []).map(({ name }) => describe(name, 'ordinary')),
    ...init.filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => describe(name, 'sidecar')),
    ...(spec?.ephemeralContainers ?? []).map((each) => describe(each.name, 'ephemeral', each.targetContainerName)),
    ...init.filter(({ restartPolicy }) => restartPolicy !== 'Always').map(({ name }) => describe(name, 'init')),
  ];
}
