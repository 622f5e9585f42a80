/** The subresource `scale` of a workload. Pure. */
import { recordAt, valueAt, type JsonRecord } from './json-value.ts';
import type { StoredObject } from './store.ts';

export function scaleOf(workload: StoredObject): JsonRecord {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = workload.metadata;
  const labels = Object.entries(recordAt(workload, 'spec', 'selector', 'matchLabels'));
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: valueAt(workload, 'spec', 'replicas') ?? 0 },
    status: {
      replicas: valueAt(workload, 'status', 'replicas') ?? 0,
      selector: labels.map(([key, value]) => `${key}=${String(value)}`).join(','),
    },
  };
}

export function fromScale(scale: JsonRecord): number {
  const replicas = valueAt(scale, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : 0;
}
