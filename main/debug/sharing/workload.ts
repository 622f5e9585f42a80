/** Workloads that roll out a changed pod template by themselves. */
import { SHARING_KINDS, type SharingRequest } from '../../../preload/contract/shared-processes.ts';
import {
  FIELD_MANAGER,
  resourcePath,
  type Cluster,
  type KubeObject,
  type PodSpec,
  type Reply,
} from '../../kube/index.ts';
import { ANNOTATIONS } from '../own-keys.ts';

export interface Workload extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    /** Deployments say `strategy`, the other kinds `updateStrategy`. */
    readonly strategy?: { readonly type?: string };
    readonly updateStrategy?: { readonly type?: string };
    readonly template?: { readonly spec?: PodSpec };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberReady?: number;
    readonly numberAvailable?: number;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

type SharingKind = (typeof SHARING_KINDS)[number];

const RESOURCES: Readonly<Record<SharingKind, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
};

export type WorkloadName = Pick<SharingRequest, 'kubeNamespace' | 'kind' | 'workload'>;

export function resourceOf(kind: SharingKind): string {
  return RESOURCES[kind];
}

/** `undefined` for a kind that does not roll out by itself. */
export function sharingKind(kind: string | undefined): SharingKind | undefined {
  return SHARING_KINDS.find((known) => known === kind);
}

export function collectionPath({ kubeNamespace, kind }: WorkloadName): string {
  return resourcePath({ group: 'apps', resource: RESOURCES[kind], kubeNamespace });
}

function workloadPath({ kubeNamespace, kind, workload }: WorkloadName): string {
  return resourcePath({ group: 'apps', resource: RESOURCES[kind], kubeNamespace, name: workload });
}

export async function getWorkload(cluster: Cluster, name: WorkloadName, signal: AbortSignal): Promise<Workload> {
  const { body } = await cluster.request<Workload>({ method: 'GET', path: workloadPath(name), signal });
  return body;
}

/** What the field was: Go writes false and absent alike as nothing, people do not. */
export interface FormerSharing {
  readonly before: boolean | 'absent';
}

export function formerSharing(workload: Workload): FormerSharing {
  return { before: workload.spec?.template?.spec?.shareProcessNamespace ?? 'absent' };
}

/** A strategic merge patch: nothing but this one field of the template, and our annotation on the workload itself. */
export function sharingPatch(wanted: boolean | 'absent', former: FormerSharing | undefined): object {
  const annotation = former === undefined ? null : JSON.stringify(former);
  return {
    metadata: { annotations: { [ANNOTATIONS.sharedProcesses]: annotation } },
    spec: { template: { spec: { shareProcessNamespace: wanted === 'absent' ? null : wanted } } },
  };
}

export async function patchWorkload(
  cluster: Cluster,
  name: WorkloadName,
  patch: object,
  { dryRun = false, signal }: { readonly dryRun?: boolean; readonly signal: AbortSignal },
): Promise<Reply<Workload>> {
  return cluster.request<Workload>({
    method: 'PATCH',
    path: workloadPath(name),
    query: { dryRun: dryRun ? 'All' : undefined, fieldManager: FIELD_MANAGER },
    contentType: 'application/strategic-merge-patch+json',
    body: patch,
    signal,
  });
}

/** What our annotation says; anything else in it counts as absent. */
export function readFormer({ metadata }: KubeObject): FormerSharing | undefined {
  const text = metadata?.annotations?.[ANNOTATIONS.sharedProcesses];
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isFalse = typeof value === 'object' && value !== null && 'before' in value && value.before === false;
    return { before: isFalse ? false : 'absent' };
  } catch {
    return { before: 'absent' };
  }
}
