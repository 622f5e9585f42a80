/** Everything that the app shows of one pod, from the object as the server stores it. */
import type { ContainerDetail, PodDetail, SecurityFacts } from '../../preload/contract/workloads.ts';
import type { Container, Pod } from '../kube/index.ts';
import { containerRow, containersOf, containerState, optional, type PodContainer } from './container-rows.ts';
import { ephemeralAdditions, type Addition } from './ephemeral-additions.ts';
import { identityOf } from './pod-row.ts';
import { podHealth, summarizePodStatus } from './pod-status.ts';
import { describeProbes } from './probe-words.ts';
import { describeVolume } from './volume-words.ts';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';
const MIRROR = 'kubernetes.io/config.mirror';

/** Nearest first; found by asking for each owner's own owner. */
export type Owners = PodDetail['owners'];

export function podDetail(pod: Pod, owners: Owners): PodDetail {
  const { metadata, spec, status } = pod;
  const containers = containersOf(pod);
  const summary = summarizePodStatus(pod);
  const additions = ephemeralAdditions(metadata?.managedFields ?? []);
  const annotations = metadata?.annotations ?? {};
  return {
    ...identityOf(pod),
    resourceVersion: metadata?.resourceVersion ?? '',
    status: summary.status,
    health: podHealth(pod, summary),
    phase: status?.phase ?? '',
    ...optional('reason', status?.reason),
    ...optional('message', status?.message),
    ...optional('node', spec?.nodeName),
    ...optional('podIp', status?.podIP),
    ...optional('serviceAccount', spec?.serviceAccountName),
    ...optional('deletedAt', metadata?.deletionTimestamp),
    owners,
    containers: containers.map((container) => containerDetail(container, pod, additions.get(container.spec.name))),
    conditions: (status?.conditions ?? []).map((condition) => ({
      type: condition.type,
      status: condition.status,
      ...optional('reason', condition.reason),
      ...optional('message', condition.message),
      ...optional('since', condition.lastTransitionTime),
    })),
    volumes: (spec?.volumes ?? []).map((volume) => ({ name: volume.name, source: describeVolume(volume) })),
    labels: metadata?.labels ?? {},
    annotations,
    shareProcessNamespace: spec?.shareProcessNamespace ?? false,
    hostNetwork: spec?.hostNetwork ?? false,
    hostPid: spec?.hostPID ?? false,
    hostIpc: spec?.hostIPC ?? false,
    ...optional('operatingSystem', spec?.os?.name ?? spec?.nodeSelector?.['kubernetes.io/os']),
    mirror: MIRROR in annotations,
    defaultContainer: defaultContainer(annotations[DEFAULT_CONTAINER], spec?.containers ?? []),
  };
}

function containerDetail(container: PodContainer, pod: Pod, addedBy: Addition | undefined): ContainerDetail {
  const { spec, status } = container;
  return {
    ...containerRow(container),
    ...optional('imageId', status?.imageID),
    ...optional('containerId', status?.containerID),
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    ...(hasState(status?.lastState) ? { lastState: containerState(status?.lastState) } : {}),
    command: spec.command ?? [],
    args: spec.args ?? [],
    ports: (spec.ports ?? []).map((port) => ({
      port: port.containerPort,
      protocol: port.protocol ?? 'TCP',
      ...optional('name', port.name),
    })),
    resources: { requests: spec.resources?.requests ?? {}, limits: spec.resources?.limits ?? {} },
    security: securityFacts(spec, pod),
    tty: spec.tty ?? false,
    stdin: spec.stdin ?? false,
    probes: describeProbes(spec),
    mounts: (spec.volumeMounts ?? []).map(({ mountPath, name, readOnly }) => ({
      path: mountPath,
      volume: name,
      readOnly: readOnly ?? false,
    })),
    ...(addedBy === undefined ? {} : { addedBy }),
  };
}

/** The container's own word counts before the pod's. */
function securityFacts(container: Container, pod: Pod): SecurityFacts {
  const own = container.securityContext;
  const shared = pod.spec?.securityContext;
  const runAsUser = own?.runAsUser ?? shared?.runAsUser;
  const runAsGroup = own?.runAsGroup ?? shared?.runAsGroup;
  const runAsNonRoot = own?.runAsNonRoot ?? shared?.runAsNonRoot;
  const seccomp = own?.seccompProfile ?? shared?.seccompProfile;
  return {
    ...(own?.privileged === undefined ? {} : { privileged: own.privileged }),
    ...(runAsUser === undefined ? {} : { runAsUser }),
    ...(runAsGroup === undefined ? {} : { runAsGroup }),
    ...(runAsNonRoot === undefined ? {} : { runAsNonRoot }),
    ...(own?.readOnlyRootFilesystem === undefined ? {} : { readOnlyRootFilesystem: own.readOnlyRootFilesystem }),
    ...(own?.allowPrivilegeEscalation === undefined ? {} : { allowPrivilegeEscalation: own.allowPrivilegeEscalation }),
    capabilitiesAdded: own?.capabilities?.add ?? [],
    capabilitiesDropped: own?.capabilities?.drop ?? [],
    ...(seccomp === undefined ? {} : { seccomp: seccomp.localhostProfile ?? seccomp.type }),
  };
}

/** The server sends `lastState: {}` for none. */
function hasState(state: NonNullable<PodContainer['status']>['lastState']): boolean {
  return state?.running !== undefined || state?.terminated !== undefined || state?.waiting !== undefined;
}

/** As kubectl: an annotation that names no container is passed over. */
function defaultContainer(annotated: string | undefined, containers: readonly Container[]): string {
  const named = containers.find(({ name }) => name === annotated);
  return (named ?? containers[0])?.name ?? '';
}
