import type { DebugPhase, DebugRequest } from '../../preload/contract/debug.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import { isAppError, toAppError } from '../../preload/contract/errors.ts';
import { getPod, patchEphemeralContainers, type Cluster, type EphemeralContainer, type Pod } from '../kube/index.ts';
import { buildContainer } from './build-container.ts';
import { generateName } from './generate-name.ts';
import { observeContainer, type ObservedPod } from './observe-container.ts';
import { readLogTail } from './read-log-tail.ts';
import { trackPhases, type TrackedContainer } from './start-phases.ts';
import { validateNames, validateRequest } from './validate-request.ts';

export interface StartSetting {
  readonly cluster: Cluster;
  readonly now: () => Date;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Writes down what has been added; never rejects. */
  readonly keep?: (pod: Pod, container: EphemeralContainer) => Promise<unknown> | undefined;
}

/** Adds the container and tells what becomes of it until it runs or has ended. */
export async function* startDebug(
  request: DebugRequest,
  setting: StartSetting,
): AsyncGenerator<DebugPhase, void, undefined> {
  const { cluster, now, random, signal, keep } = setting;
  validateRequest(request);
  const at = (): string => now().toISOString();
  const needsPod = request.name === undefined || request.targetEnvironment || request.targetMounts;
  const before = needsPod ? await getPod(cluster, request, signal) : undefined;
  const name = request.name ?? generateName(before ?? {}, random);
  const { container } = buildContainer(request, name, before);
  const pod = await addContainer(cluster, request, container, signal).catch((error: unknown) =>
    explainRefusal(error, request, setting),
  );
  // A shell waits for nothing here: the note is on disk before the next phase is told.
  const kept = keep?.(pod, container);
  yield { phase: 'patched', at: at(), container: name };
  await kept;

  const observed = { kubeNamespace: request.kubeNamespace, pod: request.pod, uid: pod.metadata?.uid ?? '' };
  yield* followContainer(cluster, observed, { ...request, name, list: 'ephemeralContainers' }, { now, signal });
}

/** From its patch, or its pod's creation, until it runs or has ended. */
export async function* followContainer(
  cluster: Cluster,
  observed: ObservedPod,
  tracked: TrackedContainer,
  { now, signal }: Pick<StartSetting, 'now' | 'signal'>,
): AsyncGenerator<DebugPhase, void, undefined> {
  const at = (): string => now().toISOString();
  const tracker = trackPhases(tracked);
  for await (const observation of observeContainer(cluster, observed, signal)) {
    for (const phase of tracker.observe(observation)) {
      if (phase.phase === 'terminated') {
        yield { ...phase, at: at(), logTail: await readLogTail(cluster, observed, tracked.name, signal) };
      } else {
        yield { ...phase, at: at() };
      }
    }
    if (tracker.ended) return;
  }
}

/** Names that the pod has, or has not, in a sentence; the plan says so before, but a start need not come from one. */
async function explainRefusal(
  error: unknown,
  request: DebugRequest,
  { cluster, signal }: StartSetting,
): Promise<never> {
  if (isAppError(error, 'INVALID')) validateNames(request, await getPod(cluster, request, signal));
  throw error;
}

/**
 * Sent a second time if it is not known whether the first arrived: the same name with the same content is added once.
 * A pod that is gone by then answers so.
 */
async function addContainer(
  cluster: Cluster,
  request: DebugRequest,
  container: EphemeralContainer,
  signal: AbortSignal,
): Promise<Pod> {
  const patch = async (): Promise<Pod> =>
    (await patchEphemeralContainers(cluster, request, container, { signal })).body;
  try {
    return await patch();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (!isAmbiguous(error)) throw error;
    return patch();
  }
}

function isAmbiguous({ code }: AppError): boolean {
  return code === 'UNREACHABLE' || code === 'STREAM_CUT' || code === 'TIMEOUT';
}
