/** A service's address, and the slice of pods behind it. */
import { isDeepStrictEqual } from 'node:util';

import type { Pod } from '../../kube/index.ts';
import { isRecord, listAt, recordAt, valueAt } from '../api/json-value.ts';
import { randomSuffix } from '../api/random-suffix.ts';
import { ENDPOINT_SLICES, PODS, SERVICES } from '../api/resource-types.ts';
import type { StoredObject } from '../api/store.ts';
import { controllerOf, ownedBy, type Controller, type ControllerContext } from './controller.ts';

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';

export const listEndpoints: Controller = {
  concerns: ({ resource }) => resource === SERVICES || resource === PODS,
  reconcile: (context) => {
    for (const service of context.store.list(SERVICES)) {
      if (service.metadata.deletionTimestamp !== undefined) continue;
      const addressed = withAddress(context, service);
      if (isRecord(valueAt(addressed, 'spec', 'selector'))) keep(context, addressed);
    }
  },
};

/** Nothing listens there: the practice cluster routes nothing, but a service has an address, and no two the same. */
function withAddress({ store }: ControllerContext, service: StoredObject): StoredObject {
  const spec = recordAt(service, 'spec');
  if (spec['clusterIP'] !== undefined || spec['type'] === 'ExternalName') return service;
  const taken = new Set(store.list(SERVICES).map((other) => valueAt(other, 'spec', 'clusterIP')));
  let number = 10;
  const address = (): string => `10.96.${String(number >> 8)}.${String(number & 255)}`;
  while (taken.has(address())) number += 1;
  return store.put(SERVICES, { ...service, ...{ spec: { ...spec, clusterIP: address(), clusterIPs: [address()] } } });
}

function keep({ store, node }: ControllerContext, service: StoredObject): void {
  const { name, namespace, uid, labels } = service.metadata;
  const selector = Object.entries(recordAt(service, 'spec', 'selector'));
  const pods = store
    .list(PODS, namespace)
    .filter(({ metadata }) => selector.every(([key, value]) => metadata.labels?.[key] === value))
    .filter((pod) => typeof valueAt(pod, 'status', 'podIP') === 'string');
  const known = store.list(ENDPOINT_SLICES, namespace).find((slice) => controllerOf(slice)?.uid === uid);
  const content = {
    addressType: 'IPv4',
    endpoints: pods.map((pod) => endpoint(pod, node)),
    ports: listAt(service, 'spec', 'ports').map((port) => ({
      name: valueAt(port, 'name') ?? '',
      port: portOf(port, pods),
      protocol: valueAt(port, 'protocol') ?? 'TCP',
    })),
  };
  const { addressType, endpoints, ports } = (known ?? {}) as Record<string, unknown>;
  if (known !== undefined && isDeepStrictEqual({ addressType, endpoints, ports }, content)) return;
  const metadata = known?.metadata ?? {
    ...{ name: `${name}-${randomSuffix()}`, namespace, generateName: `${name}-`, generation: 1 },
    labels: { ...labels, [SERVICE_NAME]: name, [MANAGED_BY]: 'endpointslice-controller.k8s.io' },
    ownerReferences: ownedBy(service),
  };
  store.put(ENDPOINT_SLICES, { metadata: metadata as StoredObject['metadata'], ...content });
}

function endpoint(object: StoredObject, node: string): object {
  const pod: Pod = object;
  const { name, namespace, uid, deletionTimestamp } = object.metadata;
  const ready = pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
  const terminating = deletionTimestamp !== undefined;
  return {
    addresses: [pod.status?.podIP ?? ''],
    conditions: { ready: ready && !terminating, serving: ready, terminating },
    nodeName: node,
    targetRef: { kind: 'Pod', namespace, name, uid },
  };
}

/** A named target port is the first pod's that has one of that name. */
function portOf(port: unknown, pods: readonly StoredObject[]): unknown {
  const wanted = valueAt(port, 'targetPort') ?? valueAt(port, 'port');
  if (typeof wanted !== 'string') return wanted;
  const named = pods
    .flatMap((pod) => listAt(pod, 'spec', 'containers'))
    .flatMap((container) => listAt(container, 'ports'))
    .find((candidate) => valueAt(candidate, 'name') === wanted);
  return valueAt(named, 'containerPort') ?? valueAt(port, 'port');
}
