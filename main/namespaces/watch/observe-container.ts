import { toAppError } from '../../../preload/contract/errors.ts';
import type { ContainerRef } from '../../../preload/contract/references.ts';
import type { Cluster, Pod } from '../../kube/index.ts';
import { createBell } from '../../streams/index.ts';
import { podContainers } from '../probe/pod-containers.ts';
import { NO_TOOLS, probeContainer, type ContainerProbe } from '../probe/probe-container.ts';
import { expectedPidNamespace } from '../probe/probe-pod.ts';
import type { ProgramLeases } from '../program-leases.ts';
import { observeByProgram } from './observe-by-program.ts';

/** A script costs the node several programs each time: it rests for so many times what it took. */
const SHELL_REST_FACTOR = 10;

export interface ContainerObservation {
  readonly cluster: Cluster;
  readonly programs?: ProgramLeases | undefined;
  readonly ref: ContainerRef;
  readonly pod: () => Pod;
  readonly refreshMs: number;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly inTurn: Turns;
  /** Another one sees what this one would. */
  readonly isSpokenFor: () => boolean;
  /** Resolves when those have been asked that may see what this one would. */
  readonly othersSettled: () => Promise<void>;
  readonly onView: (view: ContainerProbe) => void;
  /** After the first view, after each other one, and when there will be none. */
  readonly onSettled: () => void;
}

/** Looks until the signal, until another one speaks for this container, or until it turns out that it cannot be asked. */
export async function observeContainer(observation: ContainerObservation): Promise<void> {
  const { ref, pod, programs, onSettled, signal } = observation;
  const container = podContainers(pod()).find(({ name }) => name === ref.container);
  try {
    const isForProgram = programs !== undefined && container?.isDebugger === true;
    if (isForProgram && (await observeByLease(observation, programs)) === 'over') return;
    await observeByShell(observation);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  } finally {
    onSettled();
  }
}

/** `refused` where the program cannot be used; a stream that is lost after it has worked is opened anew. */
async function observeByLease(observation: ContainerObservation, programs: ProgramLeases): Promise<'over' | 'refused'> {
  const { ref, refreshMs, now, signal, isSpokenFor, onView, onSettled } = observation;
  const bell = createBell();
  for (;;) {
    let hasWorked = false;
    try {
      const { session, release } = await programs.lease(ref, signal);
      try {
        for await (const view of observeByProgram({ container: ref.container, session, refreshMs, signal, now })) {
          hasWorked = true;
          if (isSpokenFor()) return 'over';
          onView(view);
          onSettled();
        }
      } finally {
        release();
      }
    } catch (thrown) {
      if (signal.aborted || toAppError(thrown).code === 'CANCELLED') return 'over';
    }
    if (!hasWorked) return 'refused';
    await bell.pause(signal, refreshMs);
  }
}

async function observeByShell(observation: ContainerObservation): Promise<void> {
  const { cluster, ref, pod, refreshMs, signal, inTurn, isSpokenFor, othersSettled, onView, onSettled } = observation;
  const bell = createBell();
  await othersSettled();
  const container = podContainers(pod()).find(({ name }) => name === ref.container);
  const group = container === undefined ? ref.container : expectedPidNamespace(pod(), container);
  while (!signal.aborted) {
    if (isSpokenFor()) return;
    const startedAt = performance.now();
    const view = await inTurn(group, () => probeContainer(cluster, ref, signal));
    onView(view);
    if (view.problem === NO_TOOLS) return;
    onSettled();
    await bell.pause(signal, Math.max(refreshMs, (performance.now() - startedAt) * SHELL_REST_FACTOR));
  }
}

/** One after another of those that name the same group. */
export type Turns = <T>(group: string, work: () => Promise<T>) => Promise<T>;

export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (group, work) => {
    const before = last.get(group) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(group, mine);
    return mine;
  };
}
