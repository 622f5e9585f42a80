/** What several steps ask of the scene. */
import type { PodRow } from '../../preload/contract/index.ts';
import type { Scene, StepMemory } from './tour-step.ts';

export const line = ({ scope }: Scene, words: string): string =>
  `kubectl --context ${scope.context} -n ${scope.kubeNamespace} ${words}`;
export const podName = ({ pod }: Scene): string => pod?.name ?? 'POD';

function isReady(pod: PodRow | undefined): boolean {
  return pod !== undefined && pod.ready > 0 && pod.health === 'good';
}

/** A debug container runs in the step's pod; one with a target, or one without. */
export function running(scene: Scene, targeted: boolean): boolean {
  return (scene.pod?.containers ?? []).some(
    ({ kind, state, target }) =>
      kind === 'ephemeral' && state.state === 'running' && (target !== undefined) === targeted,
  );
}

/** The step's pod is another one than when it began, and shares its processes or does not. */
export function isRenewed(scene: Scene, { firstPod }: StepMemory, sharesProcesses: boolean): boolean {
  const { pod, detail } = scene;
  if (pod === undefined || pod.name === firstPod || detail?.name !== pod.name) return false;
  return isReady(pod) && detail.shareProcessNamespace === sharesProcesses;
}

export function isAt({ place, pod }: Scene, tab: string): boolean {
  return pod !== undefined && place.pod === pod.name && place.tab === tab;
}
