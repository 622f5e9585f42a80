/** How a debug container comes to life, in words. Pure. */
import type { ContainerState, DebugPhase } from '../../preload/contract/index.ts';

export interface PhaseWords {
  readonly state: 'good' | 'waiting' | 'bad';
  readonly title: string;
  /** The cluster's own words. */
  readonly fact?: string;
}

function endFact(state: ContainerState): string {
  if (state.state !== 'terminated') return state.state;
  return [`exit code ${state.exitCode}`, state.reason, state.message].filter((part) => part !== undefined).join(', ');
}

export function phaseWords(phase: DebugPhase): PhaseWords {
  switch (phase.phase) {
    case 'patched':
      return { state: 'good', title: `Added ${phase.container} to the pod` };
    case 'podCreated':
      return { state: 'good', title: `Created pod ${phase.pod}` };
    case 'originalDeleted':
      return { state: 'good', title: `Deleted the original, ${phase.pod}` };
    case 'scheduled':
      return { state: 'good', title: `Placed on ${phase.node}` };
    case 'pulling':
      return { state: 'waiting', title: 'Pulling the image', fact: phase.message };
    case 'pulled':
      return { state: 'good', title: 'Image is on the node', fact: phase.message };
    case 'created':
      return { state: 'good', title: 'Container created' };
    case 'running':
      return { state: 'good', title: 'Running' };
    case 'problem':
      return { state: 'bad', title: `${phase.reason}: the cluster goes on trying`, fact: phase.message };
    case 'terminated':
      return {
        state: 'bad',
        title: `Ended at once: ${endFact(phase.state)}`,
        ...(phase.logTail === '' ? {} : { fact: phase.logTail }),
      };
    case 'podGone':
      return { state: 'bad', title: 'The pod is gone' };
  }
}

export function isSettled(phases: readonly DebugPhase[]): boolean {
  const last = phases.at(-1)?.phase;
  return last === 'running' || last === 'terminated' || last === 'podGone';
}

/** Seconds from the first fact to this one. */
export function secondsInto(phases: readonly DebugPhase[], phase: DebugPhase): string {
  const first = phases[0];
  const seconds = first === undefined ? 0 : (Date.parse(phase.at) - Date.parse(first.at)) / 1000;
  return `${Math.max(0, seconds).toFixed(1)} s`;
}
