/** There is one node: whatever has none gets it. */
import type { Pod } from '../../kube/index.ts';
import { PODS } from '../api/resource-types.ts';
import { timestamp } from '../api/store.ts';
import type { Controller } from './controller.ts';

export const schedulePods: Controller = {
  concerns: ({ resource, type }) => resource === PODS && type === 'ADDED',
  reconcile: ({ store, node, report }) => {
    for (const object of store.list(PODS)) {
      const pod: Pod = object;
      if (pod.spec === undefined || (pod.spec.nodeName ?? '') !== '' || pod.metadata?.deletionTimestamp !== undefined)
        continue;
      if ((pod.spec.schedulingGates ?? []).length > 0) continue;
      const { namespace = '', name } = object.metadata;
      const condition = { type: 'PodScheduled', status: 'True', lastTransitionTime: timestamp() };
      const status = { phase: 'Pending', ...pod.status, conditions: [...(pod.status?.conditions ?? []), condition] };
      const bound: Pod = { ...pod, spec: { ...pod.spec, nodeName: node }, status };
      const message = `Successfully assigned ${namespace}/${name} to ${node}`;
      report('default-scheduler')(object, { type: 'Normal', reason: 'Scheduled', message });
      store.put(PODS, bound);
    }
  },
};
