import type { DebugPhase } from '../../../preload/contract/debug.ts';
import type { CopyRequest } from '../../../preload/contract/pod-copies.ts';
import { deletePod, getPod } from '../../kube/index.ts';
import { generateName } from '../generate-name.ts';
import { startPod, type StartPodSetting } from '../start-pod.ts';
import { validateCopy, validateCopyNames } from '../validate-request.ts';
import { buildCopy } from './build-copy.ts';

/** In kubectl's order: the copy is created, then the original deleted if it is to be replaced. */
export async function* startCopy(
  request: CopyRequest,
  setting: Omit<StartPodSetting, 'after'>,
): AsyncGenerator<DebugPhase, void, undefined> {
  const { cluster, now, random, signal } = setting;
  validateCopy(request);
  const original = await getPod(cluster, request, signal);
  validateCopyNames(request, original);
  const copy = buildCopy(original, request, { generatedName: generateName(original, random) });

  async function* replace(): AsyncGenerator<DebugPhase, void, undefined> {
    if (!request.replace) return;
    await deletePod(cluster, request, { uid: original.metadata?.uid ?? '', graceSeconds: 0, signal });
    yield { phase: 'originalDeleted', at: now().toISOString(), pod: request.pod };
  }
  yield* startPod(copy, { ...setting, after: replace });
}
