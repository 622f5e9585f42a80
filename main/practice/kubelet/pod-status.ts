/** A pod's status from how its containers are. Pure. */
import type { ContainerState, ContainerStatus, Pod } from '../../kube/index.ts';
import { podContainers, type ContainerKind, type PodContainer } from './container-spec.ts';

export interface ContainerFacts {
  readonly container: PodContainer;
  readonly state: ContainerState;
  readonly lastState: ContainerState;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly imageId: string;
  /** With the runtime's name before it; empty before the first start. */
  readonly containerId: string;
}

type PodStatus = NonNullable<Pod['status']>;
type Condition = NonNullable<PodStatus['conditions']>[number];

export interface SandboxFacts {
  readonly hostAddress: string;
  /** Of the sandbox; there is none yet if not given. */
  readonly podAddress: string | undefined;
  readonly startTime: string;
}

export function podStatus(
  pod: Pod,
  containers: ReadonlyMap<string, ContainerFacts>,
  sandbox: SandboxFacts,
  now: string,
  adopted = false,
): PodStatus {
  if (adopted) return adoptedStatus(pod, containers);
  const statuses = (kind: ContainerKind): readonly ContainerStatus[] =>
    [...containers.values()].filter(({ container }) => container.kind === kind).map(containerStatus);
  const init = statuses('init');
  const ordinary = statuses('ordinary');
  const ephemeral = statuses('ephemeral');
  const initialized = (pod.spec?.initContainers ?? []).every(({ name }) =>
    init.some((status) => status.name === name && status.state?.terminated?.exitCode === 0),
  );
  const phase = phaseOf(pod, containers);
  const unready = ordinary.filter(({ ready }) => !ready).map(({ name }) => name);
  const { podAddress, hostAddress, startTime } = sandbox;
  const conditions = conditionsOf({ phase, unready, initialized, hasSandbox: podAddress !== undefined });
  return {
    phase,
    observedGeneration: pod.metadata?.generation ?? 1,
    conditions: conditions.map((condition) => withTransition(condition, pod.status?.conditions, now)),
    hostIP: hostAddress,
    hostIPs: [{ ip: hostAddress }],
    ...(podAddress === undefined ? {} : { podIP: podAddress, podIPs: [{ ip: podAddress }] }),
    startTime,
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: ordinary,
    ...(ephemeral.length === 0 ? {} : { ephemeralContainerStatuses: ephemeral }),
    qosClass: qosClass(pod),
  };
}

/** Everything stays as it came, but for the containers that are known here. */
function adoptedStatus(pod: Pod, containers: ReadonlyMap<string, ContainerFacts>): PodStatus {
  const { status = {} } = pod;
  const replaced = (kind: ContainerKind, told: readonly ContainerStatus[] = []): readonly ContainerStatus[] => {
    const known = [...containers.values()].filter(({ container }) => container.kind === kind).map(containerStatus);
    return [...told.filter(({ name }) => !known.some((other) => other.name === name)), ...known];
  };
  return {
    ...status,
    containerStatuses: replaced('ordinary', status.containerStatuses),
    ephemeralContainerStatuses: replaced('ephemeral', status.ephemeralContainerStatuses),
  };
}

/** Whether nothing of the pod will run again. */
export function isOver(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function containerStatus(facts: ContainerFacts): ContainerStatus {
  const { container, state, lastState, restartCount, ready, imageId, containerId } = facts;
  const { name, image = '' } = container.spec;
  return {
    name,
    image,
    imageID: imageId,
    ready: ready && container.kind !== 'ephemeral',
    restartCount,
    state,
    lastState,
    ...(container.kind === 'ephemeral' ? {} : { started: state.running !== undefined }),
    ...(containerId === '' ? {} : { containerID: containerId }),
  };
}

function phaseOf(pod: Pod, containers: ReadonlyMap<string, ContainerFacts>): string {
  const { restartPolicy = 'Always' } = pod.spec ?? {};
  const of = (kind: ContainerKind): readonly ContainerState[] =>
    podContainers(pod)
      .filter((container) => container.kind === kind)
      .map(({ spec }) => containers.get(spec.name)?.state ?? { waiting: {} });
  const failedInit = of('init').some(({ terminated }) => (terminated?.exitCode ?? 0) !== 0);
  if (failedInit && restartPolicy === 'Never') return 'Failed';
  const states = of('ordinary');
  const hasStarted = [...containers.values()].some(
    ({ container, state, lastState }) =>
      container.kind === 'ordinary' && (state.waiting === undefined || lastState.terminated !== undefined),
  );
  if (!hasStarted) return 'Pending';
  const ended = states.flatMap(({ terminated }) => (terminated === undefined ? [] : [terminated.exitCode]));
  const isFinished =
    ended.length === states.length &&
    (restartPolicy === 'Never' || (restartPolicy === 'OnFailure' && ended.every((code) => code === 0)));
  if (!isFinished) return 'Running';
  return ended.every((code) => code === 0) ? 'Succeeded' : 'Failed';
}

interface Readiness {
  readonly phase: string;
  readonly unready: readonly string[];
  readonly initialized: boolean;
  readonly hasSandbox: boolean;
}

function conditionsOf({ phase, unready, initialized, hasSandbox }: Readiness): readonly Condition[] {
  const over = isOver(phase);
  const why: Partial<Condition> =
    phase === 'Succeeded'
      ? { reason: 'PodCompleted' }
      : phase === 'Failed'
        ? { reason: 'PodFailed' }
        : { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
  const ready = (type: string): Condition =>
    unready.length === 0 && !over ? { type, status: 'True' } : { type, status: 'False', ...why };
  return [
    { type: 'PodReadyToStartContainers', status: hasSandbox && !over ? 'True' : 'False' },
    { type: 'Initialized', status: initialized ? 'True' : 'False' },
    ready('Ready'),
    ready('ContainersReady'),
    { type: 'PodScheduled', status: 'True' },
  ];
}

/** A condition keeps its time as long as it stays what it is. */
function withTransition(condition: Condition, before: readonly Condition[] | undefined, now: string): Condition {
  const known = before?.find(({ type }) => type === condition.type);
  const lastTransitionTime = known?.status === condition.status ? known.lastTransitionTime : now;
  return { ...condition, lastTransitionTime: lastTransitionTime ?? now };
}

function qosClass({ spec }: Pod): string {
  const all = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  const amounts = all.map(({ resources }) => ({
    requests: resources?.requests ?? {},
    limits: resources?.limits ?? {},
  }));
  const named = (of: Readonly<Record<string, string>>): boolean =>
    of['cpu'] !== undefined || of['memory'] !== undefined;
  if (!amounts.some(({ requests, limits }) => named(requests) || named(limits))) return 'BestEffort';
  const isGuaranteed = amounts.every(({ requests, limits }) =>
    ['cpu', 'memory'].every((key) => limits[key] !== undefined && (requests[key] ?? limits[key]) === limits[key]),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}
