import type { DebugPhase } from '../../../preload/contract/debug.ts';
import type { NodeRequest } from '../../../preload/contract/pod-copies.ts';
import { startPod, type StartPodSetting } from '../start-pod.ts';
import { validateNode } from '../validate-request.ts';
import { buildNodePod } from './build-node-pod.ts';
import { nodePodName } from './plan-node.ts';

export async function* startNode(
  request: NodeRequest,
  setting: Omit<StartPodSetting, 'after'>,
): AsyncGenerator<DebugPhase, void, undefined> {
  validateNode(request);
  yield* startPod(buildNodePod(request, nodePodName(request.node, setting.random)), setting);
}
