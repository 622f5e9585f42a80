import type { DebugPhase } from '../../preload/contract/debug.ts';
import { AppError } from '../../preload/contract/errors.ts';
import type { KubeEvent, Pod } from '../kube/index.ts';
import { terminatedState } from './container-state.ts';
import { explainProblem, isProblem } from './explain-problem.ts';

/** What is learnt about the new container, from two watches that know nothing of each other's order. */
export type Observation =
  | { readonly type: 'pod'; readonly pod: Pod }
  | { readonly type: 'podGone' }
  | { readonly type: 'event'; readonly event: KubeEvent };

/** A phase without the time; the log's tail is fetched by who can. */
export type TimelessPhase = DebugPhase extends infer Phase
  ? Phase extends DebugPhase
    ? Omit<Phase, 'at' | 'logTail'>
    : never
  : never;

export interface PhaseTracker {
  /** The phases that this makes known, in the order they happen; none is told twice, problems excepted when they change. */
  observe(observation: Observation): readonly TimelessPhase[];
  readonly ended: boolean;
}

type Step = 'pulling' | 'pulled' | 'created';
const STEPS: readonly Step[] = ['pulling', 'pulled', 'created'];

const STEP_OF_EVENT: Readonly<Record<string, Step>> = { Pulling: 'pulling', Pulled: 'pulled', Created: 'created' };

export interface TrackedContainer {
  readonly name: string;
  readonly image: string;
  readonly target?: string | undefined;
  /** The list of the spec that it stands in. */
  readonly list: 'ephemeralContainers' | 'containers' | 'initContainers';
}

const STATUSES = {
  ephemeralContainers: 'ephemeralContainerStatuses',
  containers: 'containerStatuses',
  initContainers: 'initContainerStatuses',
} as const;

/** Follows one container from its patch, or its pod's creation, to its start or end. */
export function trackPhases({ name, image, target, list }: TrackedContainer): PhaseTracker {
  const fieldPath = `spec.${list}{${name}}`;
  const problems = new Set<string>();
  let reached = -1;
  let ended = false;
  let isScheduled = list === 'ephemeralContainers';

  function takeStep(step: Step, message: string): readonly TimelessPhase[] {
    const index = STEPS.indexOf(step);
    if (index <= reached) return [];
    reached = index;
    return [step === 'created' ? { phase: step } : { phase: step, message }];
  }

  /** A running container was pulled and created, whether or not the events of it have come, or may be read. */
  function completeSteps(): readonly TimelessPhase[] {
    return [...takeStep('pulled', `The image ${image} is on the node.`), ...takeStep('created', '')];
  }

  function problem(reason: string, message: string): readonly TimelessPhase[] {
    const key = `${reason} ${message}`;
    if (problems.has(key)) return [];
    problems.add(key);
    const error = explainProblem({ reason, message, image, target });
    return [{ phase: 'problem', reason, message, error: error.toForm() }];
  }

  function observePod(pod: Pod): readonly TimelessPhase[] {
    const node = pod.spec?.nodeName ?? '';
    if (isScheduled || node === '') return observeStatus(pod);
    isScheduled = true;
    return [{ phase: 'scheduled', node }, ...observeStatus(pod)];
  }

  function observeStatus(pod: Pod): readonly TimelessPhase[] {
    const status = pod.status?.[STATUSES[list]]?.find((candidate) => candidate.name === name);
    const { running, terminated, waiting } = status?.state ?? {};
    if (running !== undefined) {
      ended = true;
      return [...completeSteps(), { phase: 'running' }];
    }
    if (terminated !== undefined) {
      ended = true;
      return [...completeSteps(), { phase: 'terminated', state: terminatedState(terminated) }];
    }
    if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') {
      ended = true;
      const reason = pod.status.reason ?? pod.status.phase;
      const error = new AppError('TARGET_GONE', `The pod has ended (${reason}) before the debug container started.`, {
        container: name,
      });
      return [{ phase: 'problem', reason, message: pod.status.message ?? '', error: error.toForm() }];
    }
    const reason = waiting?.reason ?? '';
    return isProblem(reason) ? problem(reason, waiting?.message ?? '') : [];
  }

  return {
    observe: (observation) => {
      if (ended) return [];
      switch (observation.type) {
        case 'pod':
          return observePod(observation.pod);
        case 'podGone':
          ended = true;
          return [{ phase: 'podGone' }];
        case 'event': {
          const { involvedObject, reason = '', message = '', type } = observation.event;
          if (!isScheduled && type === 'Warning') return problem(reason, message);
          const step = STEP_OF_EVENT[reason];
          return involvedObject.fieldPath === fieldPath && step !== undefined ? takeStep(step, message) : [];
        }
      }
    },
    get ended(): boolean {
      return ended;
    },
  };
}
