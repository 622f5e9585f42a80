import type { DebugPhase } from '../../../preload/contract/debug.ts';
import { AppError, isAppError } from '../../../preload/contract/errors.ts';
import type { NodeRequest } from '../../../preload/contract/pod-copies.ts';
import { readNode } from '../node-facts.ts';
import { startPod, type StartPodSetting } from '../start-pod.ts';
import { validateNode } from '../validate-request.ts';
import { buildNodePod } from './build-node-pod.ts';
import { nodePodName } from './plan-node.ts';

export async function* startNode(
  request: NodeRequest,
  setting: Omit<StartPodSetting, 'after'>,
): AsyncGenerator<DebugPhase, void, undefined> {
  validateNode(request);
  await refuseMissingNode(request.node, setting);
  yield* startPod(buildNodePod(request, nodePodName(request.node, setting.random)), setting);
}

/** A pod that is bound to no node that there is would wait for ever. Who may not read nodes is not stopped. */
async function refuseMissingNode(
  node: string,
  { cluster, signal }: Pick<StartPodSetting, 'cluster' | 'signal'>,
): Promise<void> {
  try {
    await readNode(cluster, node, signal);
  } catch (error) {
    if (isAppError(error, 'FORBIDDEN')) return;
    if (!isAppError(error, 'NOT_FOUND')) throw error;
    const message = `There is no node ${node}.`;
    throw new AppError('INVALID', message, { causes: [{ field: 'node', message }] });
  }
}
