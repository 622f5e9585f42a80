import type { Container, ContainerStatus, Pod } from '../../kube/index.ts';

export interface PodContainer {
  readonly name: string;
  readonly role: 'init' | 'sidecar' | 'ordinary' | 'ephemeral';
  readonly running: boolean;
  /** The runtime's, without its scheme. */
  readonly id?: string;
  readonly target?: string;
  /** Made for looking: an ephemeral one, or the debugger of a copy or a node's pod. */
  readonly isDebugger: boolean;
  /** May look into processes of other users, by its spec. */
  readonly mayTrace: boolean;
}

/** Whoever makes a pod with a debugger in it names that container here. */
const DEBUGGER_ANNOTATION = 'kesako/debugger';

/** All containers of a pod: ordinary ones first, then sidecars, then what was added for debugging, then initial ones. */
export function podContainers({ metadata, spec, status }: Pod): readonly PodContainer[] {
  const init = spec?.initContainers ?? [];
  const statuses = new Map<string, ContainerStatus>();
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = status ?? {};
  for (const each of [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses]) {
    statuses.set(each.name, each);
  }
  const describe = (
    { name, securityContext: security }: Container,
    role: PodContainer['role'],
    target?: string,
  ): PodContainer => {
    const known = statuses.get(name);
    const id = known?.containerID?.split('://')[1];
    return {
      name,
      role,
      running: known?.state?.running !== undefined,
      ...(id === undefined ? {} : { id }),
      ...(target === undefined || target === '' ? {} : { target }),
      isDebugger: role === 'ephemeral' || metadata?.annotations?.[DEBUGGER_ANNOTATION] === name,
      mayTrace: mayTrace(security),
    };
  };
  return [
    ...(spec?.containers ?? []).map((each) => describe(each, 'ordinary')),
    ...init.filter(({ restartPolicy }) => restartPolicy === 'Always').map((each) => describe(each, 'sidecar')),
    ...(spec?.ephemeralContainers ?? []).map((each) => describe(each, 'ephemeral', each.targetContainerName)),
    ...init.filter(({ restartPolicy }) => restartPolicy !== 'Always').map((each) => describe(each, 'init')),
  ];
}

function mayTrace(security: Container['securityContext']): boolean {
  return security?.privileged === true || security?.capabilities?.add?.includes('SYS_PTRACE') === true;
}
