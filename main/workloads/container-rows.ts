/** The containers of a pod, of all four kinds, with what the kubelet says about each. */
import type { ContainerKind, ContainerRow, ContainerState } from '../../preload/contract/workloads.ts';
import type { ContainerStatus, Pod } from '../kube/index.ts';

/** A crash message may be a whole stack trace; a list needs its beginning. */
const MESSAGE_LIMIT = 2_000;

export interface PodContainer {
  readonly kind: ContainerKind;
  readonly spec: NonNullable<Pod['spec']>['containers'][number];
  readonly target?: string;
  readonly status?: ContainerStatus;
}

/** In the order of the specification: init ones and sidecars, ordinary ones, ephemeral ones. */
export function containersOf(pod: Pod): readonly PodContainer[] {
  const { spec, status } = pod;
  const withStatus = (
    container: Omit<PodContainer, 'status'>,
    statuses: readonly ContainerStatus[] | undefined,
  ): PodContainer => {
    const found = statuses?.find(({ name }) => name === container.spec.name);
    return found === undefined ? container : { ...container, status: found };
  };
  return [
    ...(spec?.initContainers ?? []).map((container) =>
      withStatus(
        { kind: container.restartPolicy === 'Always' ? 'sidecar' : 'init', spec: container },
        status?.initContainerStatuses,
      ),
    ),
    ...(spec?.containers ?? []).map((container) =>
      withStatus({ kind: 'ordinary', spec: container }, status?.containerStatuses),
    ),
    ...(spec?.ephemeralContainers ?? []).map(({ targetContainerName, ...container }) =>
      withStatus(
        {
          kind: 'ephemeral',
          spec: container,
          ...(targetContainerName === undefined || targetContainerName === '' ? {} : { target: targetContainerName }),
        },
        status?.ephemeralContainerStatuses,
      ),
    ),
  ];
}

export function containerRow({ kind, spec, target, status }: PodContainer): ContainerRow {
  return {
    name: spec.name,
    kind,
    image: spec.image ?? '',
    state: containerState(status?.state),
    ...(target === undefined ? {} : { target }),
  };
}

export function containerState(state: ContainerStatus['state']): ContainerState {
  if (state?.running !== undefined) return { state: 'running', ...optional('startedAt', state.running.startedAt) };
  if (state?.terminated !== undefined) {
    const { exitCode, signal, reason, message, startedAt, finishedAt } = state.terminated;
    return {
      state: 'terminated',
      exitCode,
      ...(signal === undefined || signal === 0 ? {} : { signal }),
      ...optional('reason', reason),
      ...optional('message', message?.slice(0, MESSAGE_LIMIT)),
      ...optional('startedAt', startedAt),
      ...optional('finishedAt', finishedAt),
    };
  }
  if (state?.waiting !== undefined) {
    const { reason, message } = state.waiting;
    return {
      state: 'waiting',
      ...optional('reason', reason),
      ...optional('message', message?.slice(0, MESSAGE_LIMIT)),
    };
  }
  return { state: 'unknown' };
}

/** A field only where the server gave it a text; it sends empty ones and nulls for the same. */
export function optional<Key extends string>(
  key: Key,
  value: string | null | undefined,
): Partial<Readonly<Record<Key, string>>>;
export function optional(key: string, value: string | null | undefined): Readonly<Record<string, string>> {
  return value === undefined || value === null || value === '' ? {} : { [key]: value };
}
