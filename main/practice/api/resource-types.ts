/** The kinds of objects that this API server keeps, and where its paths put them. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  /** Plural, as in paths. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames?: readonly string[];
  /** `kubectl get all` shows it. */
  readonly inAll?: boolean;
  readonly subresources?: readonly Subresource[];
  /** Fields that a selector may name beside `metadata.name` and `metadata.namespace`. */
  readonly selectableFields?: readonly string[];
}

export interface Subresource {
  readonly name: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

const STATUS_VERBS = ['get', 'patch', 'update'] as const;
const STREAM_VERBS = ['create', 'get'] as const;

const status = (kind: string): Subresource => ({ name: 'status', kind, verbs: STATUS_VERBS });
const SCALE: Subresource = { name: 'scale', kind: 'Scale', verbs: STATUS_VERBS };

const core = (resource: string, kind: string, rest: Partial<ResourceType> = {}): ResourceType => ({
  group: '',
  version: 'v1',
  resource,
  kind,
  namespaced: true,
  ...rest,
});

const apps = (resource: string, kind: string, shortName: string, hasScale: boolean): ResourceType => ({
  group: 'apps',
  version: 'v1',
  resource,
  kind,
  namespaced: true,
  shortNames: [shortName],
  inAll: true,
  subresources: [...(hasScale ? [SCALE] : []), status(kind)],
});

export const PODS = core('pods', 'Pod', {
  shortNames: ['po'],
  inAll: true,
  subresources: [
    { name: 'attach', kind: 'PodAttachOptions', verbs: STREAM_VERBS },
    { name: 'ephemeralcontainers', kind: 'Pod', verbs: STATUS_VERBS },
    { name: 'eviction', kind: 'Eviction', verbs: ['create'] },
    { name: 'exec', kind: 'PodExecOptions', verbs: STREAM_VERBS },
    { name: 'log', kind: 'Pod', verbs: ['get'] },
    { name: 'portforward', kind: 'PodPortForwardOptions', verbs: STREAM_VERBS },
    status('Pod'),
  ],
  selectableFields: [
    ...['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork'],
    ...['status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName'],
  ],
});
export const EVENTS = core('events', 'Event', {
  shortNames: ['ev'],
  selectableFields: [
    ...['involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid'],
    ...['involvedObject.apiVersion', 'involvedObject.resourceVersion', 'involvedObject.fieldPath'],
    ...['reason', 'reportingComponent', 'source', 'type'],
  ],
});
export const KUBE_NAMESPACES = core('namespaces', 'Namespace', {
  namespaced: false,
  shortNames: ['ns'],
  subresources: [status('Namespace')],
  selectableFields: ['status.phase'],
});
export const NODES = core('nodes', 'Node', {
  namespaced: false,
  shortNames: ['no'],
  subresources: [status('Node')],
  selectableFields: ['spec.unschedulable'],
});
/** There is no storage here; a copy of a pod asks which of its claims could be mounted twice. */
const CLAIMS = core('persistentvolumeclaims', 'PersistentVolumeClaim', { shortNames: ['pvc'] });
export const SERVICES = core('services', 'Service', {
  shortNames: ['svc'],
  inAll: true,
  subresources: [status('Service')],
  selectableFields: ['spec.clusterIP', 'spec.type'],
});
export const CONFIG_MAPS = core('configmaps', 'ConfigMap', { shortNames: ['cm'] });
export const SERVICE_ACCOUNTS = core('serviceaccounts', 'ServiceAccount', { shortNames: ['sa'] });
export const DEPLOYMENTS = apps('deployments', 'Deployment', 'deploy', true);
export const REPLICA_SETS = apps('replicasets', 'ReplicaSet', 'rs', true);
export const ENDPOINT_SLICES: ResourceType = {
  group: 'discovery.k8s.io',
  version: 'v1',
  resource: 'endpointslices',
  kind: 'EndpointSlice',
  namespaced: true,
};

export const RESOURCE_TYPES: readonly ResourceType[] = [
  KUBE_NAMESPACES,
  PODS,
  EVENTS,
  NODES,
  SERVICES,
  CLAIMS,
  CONFIG_MAPS,
  core('secrets', 'Secret', { selectableFields: ['type'] }),
  SERVICE_ACCOUNTS,
  core('resourcequotas', 'ResourceQuota', { shortNames: ['quota'] }),
  core('limitranges', 'LimitRange', { shortNames: ['limits'] }),
  DEPLOYMENTS,
  REPLICA_SETS,
  apps('statefulsets', 'StatefulSet', 'sts', true),
  apps('daemonsets', 'DaemonSet', 'ds', false),
  ENDPOINT_SLICES,
  {
    group: 'batch',
    version: 'v1',
    resource: 'jobs',
    kind: 'Job',
    namespaced: true,
    inAll: true,
    subresources: [status('Job')],
  },
  {
    group: 'batch',
    version: 'v1',
    resource: 'cronjobs',
    kind: 'CronJob',
    namespaced: true,
    shortNames: ['cj'],
    inAll: true,
    subresources: [status('CronJob')],
  },
];

export function apiVersionOf({ group, version }: ResourceType): string {
  return group === '' ? version : `${group}/${version}`;
}

/** As refusals name it: `pods`, `deployments.apps`. */
export function qualifiedResource({ group, resource }: ResourceType): string {
  return group === '' ? resource : `${resource}.${group}`;
}

export function typeOf(apiVersion: string | undefined, kind: string | undefined): ResourceType | undefined {
  return RESOURCE_TYPES.find((type) => type.kind === kind && apiVersionOf(type) === apiVersion);
}
