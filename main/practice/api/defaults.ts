/** What the server fills in. Pure. */
import { isRecord, listAt, recordAt, textAt, valueAt, type JsonRecord } from './json-value.ts';
import { DEPLOYMENTS, KUBE_NAMESPACES, PODS, REPLICA_SETS, SERVICES, type ResourceType } from './resource-types.ts';

export function withDefaults(type: ResourceType, object: JsonRecord): JsonRecord {
  const spec = recordAt(object, 'spec');
  switch (type) {
    case PODS:
      return {
        ...object,
        spec: {
          enableServiceLinks: true,
          preemptionPolicy: 'PreemptLowerPriority',
          priority: 0,
          serviceAccountName: 'default',
          serviceAccount: 'default',
          ...podSpec(spec),
        },
      };
    case DEPLOYMENTS:
    case REPLICA_SETS:
      return {
        ...object,
        spec: { ...(type === DEPLOYMENTS ? deploymentSpec(spec) : { replicas: 1, ...spec }), template: template(spec) },
      };
    case SERVICES:
      return { ...object, spec: serviceSpec(spec), status: { loadBalancer: {}, ...recordAt(object, 'status') } };
    case KUBE_NAMESPACES:
      return kubeNamespace(object);
    default:
      return object;
  }
}

export function containerDefaults(container: JsonRecord): JsonRecord {
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(textAt(container, 'image')),
    ...container,
  };
}

/** An image that says which one it is need not be asked for each time. */
function pullPolicy(image: string): string {
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  if (image.includes('@')) return 'IfNotPresent';
  return tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function podSpec(spec: JsonRecord): JsonRecord {
  const filled = (list: string): readonly unknown[] =>
    listAt(spec, list).map((container) => (isRecord(container) ? withPorts(containerDefaults(container)) : container));
  return {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
    ...spec,
    containers: filled('containers'),
    ...(spec['initContainers'] === undefined ? {} : { initContainers: filled('initContainers') }),
  };
}

function withPorts(container: JsonRecord): JsonRecord {
  if (container['ports'] === undefined) return container;
  return { ...container, ports: listAt(container, 'ports').map((port) => ({ protocol: 'TCP', ...recordAt(port) })) };
}

function template(spec: JsonRecord): JsonRecord {
  const given = recordAt(spec, 'template');
  return { ...given, metadata: recordAt(given, 'metadata'), spec: podSpec(recordAt(given, 'spec')) };
}

function deploymentSpec(spec: JsonRecord): JsonRecord {
  const strategy = recordAt(spec, 'strategy');
  const type = strategy['type'] ?? 'RollingUpdate';
  const rollingUpdate = { maxSurge: '25%', maxUnavailable: '25%', ...recordAt(strategy, 'rollingUpdate') };
  return {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    ...spec,
    strategy: type === 'RollingUpdate' ? { type, rollingUpdate } : { ...strategy, type },
  };
}

function serviceSpec(spec: JsonRecord): JsonRecord {
  const ports = listAt(spec, 'ports').map((port) => ({
    protocol: 'TCP',
    targetPort: valueAt(port, 'port'),
    ...recordAt(port),
  }));
  return {
    ...{ type: 'ClusterIP', sessionAffinity: 'None', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    internalTrafficPolicy: 'Cluster',
    ...spec,
    ...(ports.length === 0 ? {} : { ports }),
  };
}

function kubeNamespace(object: JsonRecord): JsonRecord {
  const metadata = recordAt(object, 'metadata');
  const labels = { ...recordAt(metadata, 'labels'), 'kubernetes.io/metadata.name': metadata['name'] };
  return {
    ...object,
    metadata: { ...metadata, labels },
    spec: { finalizers: ['kubernetes'], ...recordAt(object, 'spec') },
    status: { phase: 'Active', ...recordAt(object, 'status') },
  };
}
