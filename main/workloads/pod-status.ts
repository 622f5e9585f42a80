/**
 * What `kubectl get pods` says of a pod. The rules are those of the API server's own table printer
 * (`pkg/printers/internalversion/printers.go`, `printPod`), in the same order, so that the two never disagree.
 */
import type { PodRow } from '../../preload/contract/workloads.ts';
import type { ContainerStatus, Pod } from '../kube/index.ts';

export interface PodStatusSummary {
  /** The STATUS column. */
  readonly status: string;
  readonly ready: number;
  readonly restarts: number;
}

/** Set by the node controller on pods of a node that no longer answers. */
const NODE_LOST = 'NodeLost';

export function summarizePodStatus(pod: Pod): PodStatusSummary {
  const conditions = pod.status?.conditions ?? [];
  const gated = conditions.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated');
  const phase = pod.status?.phase ?? '';
  const init = summarizeInit(pod);
  let status = init.reason ?? (gated ? 'SchedulingGated' : podReason(pod));
  let { ready, restarts } = init;

  if (init.reason === undefined || hasCondition(pod, 'Initialized')) {
    const ordinary = summarizeOrdinary(pod, status);
    status = ordinary.status;
    ready += ordinary.ready;
    restarts = init.sidecarRestarts + ordinary.restarts;
  }
  if (pod.metadata?.deletionTimestamp !== undefined) {
    if (pod.status?.reason === NODE_LOST) status = 'Unknown';
    else if (phase !== 'Succeeded' && phase !== 'Failed') status = 'Terminating';
  }
  return { status, ready, restarts };
}

function podReason({ status }: Pod): string {
  return status?.reason === undefined || status.reason === '' ? (status?.phase ?? '') : status.reason;
}

interface InitSummary {
  /** Why the pod is still initialising; absent when it is not. */
  readonly reason?: string;
  readonly ready: number;
  readonly restarts: number;
  readonly sidecarRestarts: number;
}

function summarizeInit(pod: Pod): InitSummary {
  const containers = pod.spec?.initContainers ?? [];
  const sidecars = new Set(
    containers.filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name),
  );
  let ready = 0;
  let restarts = 0;
  let sidecarRestarts = 0;
  for (const [index, container] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const isSidecar = sidecars.has(container.name);
    restarts += container.restartCount;
    if (isSidecar) sidecarRestarts += container.restartCount;
    if (container.state?.terminated?.exitCode === 0) continue;
    if (isSidecar && container.started === true) {
      if (container.ready) ready += 1;
      continue;
    }
    return { reason: `Init:${initReason(container, index, containers.length)}`, ready, restarts, sidecarRestarts };
  }
  return { ready, restarts, sidecarRestarts };
}

function initReason({ state }: ContainerStatus, index: number, total: number): string {
  if (state?.terminated !== undefined) return terminationReason(state.terminated);
  const waiting = state?.waiting?.reason ?? '';
  return waiting === '' || waiting === 'PodInitializing' ? `${String(index)}/${String(total)}` : waiting;
}

function summarizeOrdinary(pod: Pod, initial: string): PodStatusSummary {
  let status = initial;
  let ready = 0;
  let restarts = 0;
  let running = false;
  // From the last to the first: the first container that is not well gives the word.
  for (const { state, restartCount, ready: isReady } of [...(pod.status?.containerStatuses ?? [])].reverse()) {
    restarts += restartCount;
    const waiting = state?.waiting?.reason ?? '';
    if (waiting !== '') {
      status = waiting;
    } else if (state?.terminated !== undefined) {
      status = terminationReason(state.terminated);
    } else if (isReady && state?.running !== undefined) {
      running = true;
      ready += 1;
    }
  }
  if (status === 'Completed' && running) status = hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
  return { status, ready, restarts };
}

function terminationReason(state: NonNullable<NonNullable<ContainerStatus['state']>['terminated']>): string {
  if (state.reason !== undefined && state.reason !== '') return state.reason;
  return state.signal === undefined || state.signal === 0
    ? `ExitCode:${String(state.exitCode)}`
    : `Signal:${String(state.signal)}`;
}

function hasCondition(pod: Pod, type: string): boolean {
  return pod.status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}

const BAD =
  /BackOff|Err|Error|Failed|OOMKilled|Evicted|ContainerCannotRun|DeadlineExceeded|^(Init:)?(ExitCode|Signal):|InvalidImageName|UnexpectedAdmissionError|NodeAffinity|Shutdown/;

/** A pod on its way out fails its last checks and may end with any code: that is no trouble to look into. */
export function podHealth(pod: Pod, { status, ready }: PodStatusSummary): PodRow['health'] {
  if (status === 'Unknown' || status === '') return 'unknown';
  if (status === 'Completed' || status === 'Succeeded') return 'good';
  if (pod.metadata?.deletionTimestamp !== undefined) return 'waiting';
  if (BAD.test(status)) return 'bad';
  return status === 'Running' && ready >= expectedReady(pod) ? 'good' : 'waiting';
}

/** Ordinary containers and sidecars. */
function expectedReady({ spec }: Pod): number {
  const sidecars = spec?.initContainers?.filter(({ restartPolicy }) => restartPolicy === 'Always') ?? [];
  return (spec?.containers.length ?? 0) + sidecars.length;
}
