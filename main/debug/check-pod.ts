import type { DebugCheck, DebugRequest } from '../../preload/contract/debug.ts';
import type { ContainerStatus, Pod } from '../kube/index.ts';

/** From here on one more is not a matter of course. */
const MANY_CONTAINERS = 5;
const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

/** What the pod itself says about whether it can take a debug container. Pure: asks nobody. */
export function checkPod(pod: Pod, request: DebugRequest): readonly DebugCheck[] {
  return [checkState(pod, request), checkTarget(pod, request)];
}

function checkState(pod: Pod, request: DebugRequest): DebugCheck {
  const failed = (sentence: string, remedy?: string): DebugCheck => ({
    name: 'pod',
    outcome: 'failed',
    sentence,
    ...(remedy === undefined ? {} : { remedy }),
  });
  const { metadata, spec, status } = pod;
  if (metadata?.annotations?.[MIRROR_ANNOTATION] !== undefined) {
    return failed(
      'This pod runs from a file on its node (a static pod); those take no debug container.',
      'Debug a copy of the pod instead.',
    );
  }
  if (metadata?.deletionTimestamp !== undefined) {
    return failed(`The pod is being deleted since ${metadata.deletionTimestamp}.`, 'Debug the pod that replaces it.');
  }
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') {
    return failed(
      `The pod has ended (${status.phase}${status.reason === undefined ? '' : `, ${status.reason}`}); nothing starts in it any more.`,
      'Debug a copy of the pod instead.',
    );
  }
  if (spec?.os?.name === 'windows' && request.profile !== 'legacy' && request.profile !== 'baseline') {
    return failed(
      `This is a Windows pod: it refuses the Linux security settings of the profile ${request.profile}.`,
      'Choose the profile baseline.',
    );
  }
  const used = spec?.ephemeralContainers?.length ?? 0;
  if (used < MANY_CONTAINERS) {
    return { name: 'pod', outcome: 'passed', sentence: `The pod is ${status?.phase ?? 'there'}.` };
  }
  return {
    name: 'pod',
    outcome: 'limited',
    sentence: `The pod has ${used} debug containers already; they stay in it for as long as it lives and make it slower to handle.`,
    remedy: 'Open another shell in one that still runs.',
  };
}

function checkTarget(pod: Pod, { target }: DebugRequest): DebugCheck {
  const {
    containers = [],
    initContainers = [],
    ephemeralContainers = [],
    shareProcessNamespace,
    hostPID,
  } = pod.spec ?? {};
  if (target === undefined || target === '') {
    if (shareProcessNamespace === true || hostPID === true) {
      const what = hostPID === true ? 'of the whole node' : 'of all containers';
      return { name: 'target', outcome: 'passed', sentence: `No target is needed: it sees the processes ${what}.` };
    }
    return {
      name: 'target',
      outcome: 'limited',
      sentence: 'Without a target it sees only its own processes and, of the others, only the network.',
      remedy: 'Choose the container whose processes and files you want to see as target.',
    };
  }
  if (ephemeralContainers.some(({ name }) => name === target)) {
    return {
      name: 'target',
      outcome: 'failed',
      sentence: `${target} is a debug container itself and cannot be a target.`,
    };
  }
  if (![...containers, ...initContainers].some(({ name }) => name === target)) {
    return { name: 'target', outcome: 'failed', sentence: `The pod has no container ${target}.` };
  }
  const state = findStatus(pod, target)?.state;
  if (state?.running === undefined) {
    const reason = state?.waiting?.reason ?? state?.terminated?.reason;
    return {
      name: 'target',
      outcome: 'limited',
      sentence: `The target ${target} is not running${reason === undefined ? '' : ` (${reason})`}: the debug container cannot start until it is.`,
      remedy: 'Without a target it starts at once; a copy of the pod can be given another command.',
    };
  }
  return {
    name: 'target',
    outcome: 'passed',
    sentence: `The target ${target} is running. When its process 1 ends, the debug container ends with it.`,
    fact: `since ${state.running.startedAt ?? 'an unknown time'}`,
  };
}

function findStatus({ status }: Pod, name: string): ContainerStatus | undefined {
  const { containerStatuses = [], initContainerStatuses = [] } = status ?? {};
  return [...containerStatuses, ...initContainerStatuses].find((candidate) => candidate.name === name);
}
