import type { DebugPhase, DebugRequest } from '../../preload/contract/debug.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import { toAppError } from '../../preload/contract/errors.ts';
import { getPod, patchEphemeralContainers, type Cluster, type EphemeralContainer, type Pod } from '../kube/index.ts';
import { buildContainer } from './build-container.ts';
import { generateName } from './generate-name.ts';
import { observeContainer } from './observe-container.ts';
import { readLogTail } from './read-log-tail.ts';
import { trackPhases } from './start-phases.ts';
import { validateRequest } from './validate-request.ts';

export interface StartSetting {
  readonly cluster: Cluster;
  readonly now: () => Date;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Adds the container and tells what becomes of it until it runs or has ended. */
export async function* startDebug(
  request: DebugRequest,
  { cluster, now, random, signal }: StartSetting,
): AsyncGenerator<DebugPhase, void, undefined> {
  validateRequest(request);
  const at = (): string => now().toISOString();
  const name = request.name ?? generateName(await getPod(cluster, request, signal), random);
  const container = buildContainer({ ...request, name });
  const pod = await addContainer(cluster, request, container, signal);
  yield { phase: 'patched', at: at(), container: name };

  const observed = { kubeNamespace: request.kubeNamespace, pod: request.pod, uid: pod.metadata?.uid ?? '' };
  const tracker = trackPhases(container);
  for await (const observation of observeContainer(cluster, observed, signal)) {
    for (const phase of tracker.observe(observation)) {
      if (phase.phase === 'terminated') {
        yield { ...phase, at: at(), logTail: await readLogTail(cluster, observed, name, signal) };
      } else {
        yield { ...phase, at: at() };
      }
    }
    if (tracker.ended) return;
  }
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
