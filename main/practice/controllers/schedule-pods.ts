/** There is one node: whatever has none gets it, unless the two do not fit. */
import type { KubeObject, Pod } from '../../kube/index.ts';
import { isRecord, listAt, recordAt, valueAt } from '../api/json-value.ts';
import { NODES, PODS } from '../api/resource-types.ts';
import { timestamp, type StoredObject } from '../api/store.ts';
import type { Controller, ControllerContext } from './controller.ts';

const CORDONED = 'node.kubernetes.io/unschedulable';

export const schedulePods: Controller = {
  concerns: ({ resource, type }) => (resource === PODS && type === 'ADDED') || resource === NODES,
  reconcile: (context) => {
    const { store } = context;
    const node = store.get(NODES, undefined, context.node);
    for (const object of store.list(PODS)) {
      const pod: Pod = object;
      if (pod.spec === undefined || (pod.spec.nodeName ?? '') !== '' || pod.metadata?.deletionTimestamp !== undefined)
        continue;
      if ((pod.spec.schedulingGates ?? []).length > 0) continue;
      const misfit = node === undefined ? undefined : whyNot(pod, node);
      if (misfit === undefined) bind(context, object);
      else refuse(context, object, misfit);
    }
  },
};

/** In the scheduler's words; `undefined`: the pod may run there. */
export function whyNot(pod: KubeObject, node: KubeObject): string | undefined {
  const tolerations = listAt(pod, 'spec', 'tolerations').filter(isRecord);
  const tolerates = tolerations.some(
    ({ key, operator }) => key === CORDONED || ((key === undefined || key === '') && operator === 'Exists'),
  );
  if (valueAt(node, 'spec', 'unschedulable') === true && !tolerates) return '1 node(s) were unschedulable';
  const labels = node.metadata?.labels ?? {};
  const isChosen = Object.entries(recordAt(pod, 'spec', 'nodeSelector')).every(([key, value]) => labels[key] === value);
  return isChosen ? undefined : "1 node(s) didn't match Pod's node affinity/selector";
}

function bind({ store, node, report }: ControllerContext, object: StoredObject): void {
  const pod: Pod = object;
  const { namespace = '', name } = object.metadata;
  const condition = { type: 'PodScheduled', status: 'True', lastTransitionTime: timestamp() };
  const message = `Successfully assigned ${namespace}/${name} to ${node}`;
  report('default-scheduler')(object, { type: 'Normal', reason: 'Scheduled', message });
  store.put(PODS, { ...withCondition(pod, condition), ...{ spec: { ...recordAt(pod, 'spec'), nodeName: node } } });
}

function refuse({ store, report }: ControllerContext, object: StoredObject, misfit: string): void {
  const pod: Pod = object;
  const more =
    'no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
  const message = `0/1 nodes are available: ${misfit}. ${more}`;
  if (pod.status?.conditions?.some((known) => known.type === 'PodScheduled' && known.message === message) === true)
    return;
  report('default-scheduler')(object, { type: 'Warning', reason: 'FailedScheduling', message });
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  store.put(PODS, withCondition(pod, { ...condition, lastTransitionTime: timestamp() }));
}

type Condition = NonNullable<NonNullable<Pod['status']>['conditions']>[number];

function withCondition(pod: Pod, condition: Condition): Pod {
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== condition.type);
  return { ...pod, status: { phase: 'Pending', ...pod.status, conditions: [...others, condition] } };
}
