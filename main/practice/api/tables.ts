/** Lists as kubectl shows them: a server that is asked for a table names the columns and fills them. Pure. */
import { listAt, recordAt, valueAt } from './json-value.ts';
import {
  DEPLOYMENTS,
  EVENTS,
  KUBE_NAMESPACES,
  NODES,
  PODS,
  REPLICA_SETS,
  SERVICES,
  type ResourceType,
} from './resource-types.ts';
import type { StoredObject } from './store.ts';

interface Column {
  readonly name: string;
  /** Only with `-o wide`. */
  readonly wide?: boolean;
  readonly cell: (object: StoredObject, now: number) => unknown;
}

export function wantsTable(accept: string | undefined): boolean {
  return (accept ?? '').includes('as=Table');
}

export function table(
  type: ResourceType,
  objects: readonly StoredObject[],
  metadata: object,
  now = Date.now(),
): object {
  const columns = COLUMNS.get(type) ?? [NAME, AGE];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(({ name, wide = false }) => ({
      ...{ name, type: 'string', format: name === 'Name' ? 'name' : '', description: '', priority: wide ? 1 : 0 },
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, now)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}

const text = (value: unknown, otherwise = '<none>'): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

const NAME: Column = { name: 'Name', cell: ({ metadata }) => metadata.name };
const AGE: Column = { name: 'Age', cell: ({ metadata }, now) => age(metadata.creationTimestamp, now) };

const COLUMNS: ReadonlyMap<ResourceType, readonly Column[]> = new Map([
  [
    PODS,
    [
      NAME,
      {
        name: 'Ready',
        cell: (pod) => `${String(readyContainers(pod))}/${String(listAt(pod, 'spec', 'containers').length)}`,
      },
      { name: 'Status', cell: podStatus },
      { name: 'Restarts', cell: restarts },
      AGE,
      { name: 'IP', wide: true, cell: (pod) => text(valueAt(pod, 'status', 'podIP')) },
      { name: 'Node', wide: true, cell: (pod) => text(valueAt(pod, 'spec', 'nodeName')) },
      { name: 'Nominated Node', wide: true, cell: () => '<none>' },
      { name: 'Readiness Gates', wide: true, cell: () => '<none>' },
    ],
  ],
  [
    DEPLOYMENTS,
    [
      NAME,
      {
        name: 'Ready',
        cell: (one) =>
          `${String(count(valueAt(one, 'status', 'readyReplicas')))}/${text(valueAt(one, 'spec', 'replicas'), '0')}`,
      },
      { name: 'Up-to-date', cell: (one) => count(valueAt(one, 'status', 'updatedReplicas')) },
      { name: 'Available', cell: (one) => count(valueAt(one, 'status', 'availableReplicas')) },
      AGE,
    ],
  ],
  [
    REPLICA_SETS,
    [
      NAME,
      { name: 'Desired', cell: (one) => count(valueAt(one, 'spec', 'replicas')) },
      { name: 'Current', cell: (one) => count(valueAt(one, 'status', 'replicas')) },
      { name: 'Ready', cell: (one) => count(valueAt(one, 'status', 'readyReplicas')) },
      AGE,
    ],
  ],
  [
    SERVICES,
    [
      NAME,
      { name: 'Type', cell: (one) => text(valueAt(one, 'spec', 'type')) },
      { name: 'Cluster-IP', cell: (one) => text(valueAt(one, 'spec', 'clusterIP')) },
      { name: 'External-IP', cell: () => '<none>' },
      {
        name: 'Port(s)',
        cell: (one) =>
          listAt(one, 'spec', 'ports')
            .map((port) => `${text(valueAt(port, 'port'))}/${text(valueAt(port, 'protocol'))}`)
            .join(','),
      },
      AGE,
    ],
  ],
  [KUBE_NAMESPACES, [NAME, { name: 'Status', cell: (one) => text(valueAt(one, 'status', 'phase')) }, AGE]],
  [
    NODES,
    [
      NAME,
      {
        name: 'Status',
        cell: (one) => (valueAt(one, 'spec', 'unschedulable') === true ? 'Ready,SchedulingDisabled' : 'Ready'),
      },
      { name: 'Roles', cell: () => '<none>' },
      AGE,
      { name: 'Version', cell: (one) => text(valueAt(one, 'status', 'nodeInfo', 'kubeletVersion')) },
    ],
  ],
  [
    EVENTS,
    [
      { name: 'Last Seen', cell: (one, now) => age(text(valueAt(one, 'lastTimestamp'), ''), now) },
      { name: 'Type', cell: (one) => text(valueAt(one, 'type')) },
      { name: 'Reason', cell: (one) => text(valueAt(one, 'reason')) },
      {
        name: 'Object',
        cell: (one) =>
          `${text(valueAt(one, 'involvedObject', 'kind')).toLowerCase()}/${text(valueAt(one, 'involvedObject', 'name'))}`,
      },
      { name: 'Message', cell: (one) => text(valueAt(one, 'message'), '') },
    ],
  ],
]);

function readyContainers(pod: StoredObject): number {
  return listAt(pod, 'status', 'containerStatuses').filter((status) => valueAt(status, 'ready') === true).length;
}

/** The phase, or what keeps a container from running. */
function podStatus(pod: StoredObject): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  const statuses = [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')];
  for (const status of statuses) {
    const waiting = valueAt(status, 'state', 'waiting', 'reason');
    if (typeof waiting === 'string' && waiting !== 'PodInitializing') return waiting;
  }
  const ended = listAt(pod, 'status', 'containerStatuses').map((status) =>
    valueAt(status, 'state', 'terminated', 'reason'),
  );
  const reason = ended.find((found) => typeof found === 'string');
  return text(reason ?? valueAt(pod, 'status', 'phase'), 'Unknown');
}

function restarts(pod: StoredObject): string {
  const all = listAt(pod, 'status', 'containerStatuses');
  return String(all.reduce<number>((sum, status) => sum + count(valueAt(recordAt(status), 'restartCount')), 0));
}

/** `5s`, `3m12s`, `4h`, as kubectl rounds. */
function age(since: string | undefined, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since ?? '')) / 1000));
  if (Number.isNaN(seconds)) return '<unknown>';
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 120) return `${String(seconds)}s`;
  if (minutes < 10) return seconds % 60 === 0 ? `${String(minutes)}m` : `${String(minutes)}m${String(seconds % 60)}s`;
  if (hours < 3) return `${String(minutes)}m`;
  return hours < 48 ? `${String(hours)}h` : `${String(Math.floor(hours / 24))}d`;
}
