/** Kubernetes namespaces, workloads and pods of a context, live; and manifests applied to it. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { call, itemStream } from './kinds.ts';
import { ContextRef, KubeNamespaceRef, PodRef, type KubectlLine } from './references.ts';

/** Largest manifest taken; the API server itself refuses request bodies above 3 MiB. */
const MANIFEST_LIMIT = 4 * 1024 * 1024;

export interface KubeNamespaces {
  readonly names: readonly string[];
  /** The list may not be read: only the context's own and those typed by hand are known. */
  readonly restricted?: ErrorForm;
}

/** What a list's freshness is: rows stay on screen when they are old. */
export type Freshness =
  | { readonly state: 'connecting' | 'live' }
  | { readonly state: 'stale'; readonly since: string; readonly problem?: ErrorForm; readonly retryAt?: string };

export type ContainerKind = 'init' | 'sidecar' | 'ordinary' | 'ephemeral';

export type ContainerState =
  | { readonly state: 'waiting'; readonly reason?: string; readonly message?: string }
  | { readonly state: 'running'; readonly startedAt?: string }
  | {
      readonly state: 'terminated';
      readonly exitCode: number;
      readonly signal?: number;
      readonly reason?: string;
      readonly message?: string;
      readonly startedAt?: string;
      readonly finishedAt?: string;
    }
  /** The kubelet has said nothing about it yet. */
  | { readonly state: 'unknown' };

export interface ContainerRow {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly image: string;
  readonly state: ContainerState;
  readonly target?: string;
}

/** A line of the list. `health` is the one of four states that the window shows by colour and icon. */
export interface PodRow {
  readonly uid: string;
  readonly name: string;
  readonly kubeNamespace: string;
  /** What kubectl's STATUS column says: `Running`, `CrashLoopBackOff`, `Terminating`, `Init:0/1`… */
  readonly status: string;
  readonly health: 'good' | 'waiting' | 'bad' | 'unknown';
  readonly ready: number;
  readonly containers: readonly ContainerRow[];
  readonly restarts: number;
  readonly node?: string;
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The nearest workload row's uid: a ReplicaSet's Deployment, not the ReplicaSet. */
  readonly workload?: string;
}

export interface WorkloadRow {
  readonly uid: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet' | 'Job' | 'CronJob';
  readonly name: string;
  readonly kubeNamespace: string;
  readonly desired: number;
  readonly ready: number;
  /** A rollout is under way. */
  readonly rolling: boolean;
  readonly createdAt: string;
}

/** `snapshot` first and after every relist; then `delta`s. `sequence` grows by one with each item. */
export type WorkloadsItem =
  | {
      readonly type: 'snapshot';
      readonly sequence: number;
      readonly pods: readonly PodRow[];
      readonly workloads: readonly WorkloadRow[];
      /** Resources that this user may not list, with the server's words. */
      readonly denied: readonly ErrorForm[];
    }
  | {
      readonly type: 'delta';
      readonly sequence: number;
      readonly pods: readonly PodRow[];
      readonly workloads: readonly WorkloadRow[];
      readonly removed: readonly string[];
    }
  | { readonly type: 'freshness'; readonly sequence: number; readonly freshness: Freshness };

export interface SecurityFacts {
  readonly privileged?: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilitiesAdded: readonly string[];
  readonly capabilitiesDropped: readonly string[];
  readonly seccomp?: string;
}

export interface ContainerDetail extends ContainerRow {
  readonly imageId?: string;
  readonly containerId?: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly lastState?: ContainerState;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol: string }[];
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
  readonly security: SecurityFacts;
  readonly tty: boolean;
  readonly stdin: boolean;
  /** One line each, such as `readiness: GET :8080/ every 1 s`. */
  readonly probes: readonly string[];
  readonly mounts: readonly { readonly path: string; readonly volume: string; readonly readOnly: boolean }[];
  /** Ephemeral ones: who added it and when, from managedFields. */
  readonly addedBy?: { readonly manager: string; readonly at: string };
}

export interface PodDetail {
  readonly uid: string;
  readonly name: string;
  readonly kubeNamespace: string;
  readonly resourceVersion: string;
  readonly status: string;
  readonly health: PodRow['health'];
  readonly phase: string;
  readonly reason?: string;
  readonly message?: string;
  readonly node?: string;
  readonly podIp?: string;
  readonly serviceAccount?: string;
  readonly createdAt: string;
  readonly deletedAt?: string;
  /** Nearest first: ReplicaSet, Deployment. */
  readonly owners: readonly { readonly kind: string; readonly name: string }[];
  readonly containers: readonly ContainerDetail[];
  readonly conditions: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
    readonly since?: string;
  }[];
  readonly volumes: readonly { readonly name: string; readonly source: string }[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly shareProcessNamespace: boolean;
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;
  readonly hostIpc: boolean;
  readonly operatingSystem?: string;
  /** Runs from a file on its node (static pod): takes no ephemeral container. */
  readonly mirror: boolean;
  /** `kubectl.kubernetes.io/default-container`, else the first ordinary one. */
  readonly defaultContainer: string;
}

export type PodItem =
  | { readonly type: 'pod'; readonly pod: PodDetail }
  /** The pod is gone; `replacement` is a newer pod of the same owner, offered, never followed by itself. */
  | { readonly type: 'deleted'; readonly replacement?: string }
  | { readonly type: 'freshness'; readonly freshness: Freshness };

export interface PodEvent {
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstSeen?: string;
  readonly lastSeen: string;
  readonly source: string;
  /** Which container, from `involvedObject.fieldPath`. */
  readonly container?: string;
}

export interface ManifestChange {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly kubeNamespace?: string;
  readonly action: 'create' | 'configure' | 'unchanged' | 'delete' | 'absent';
  /** YAML without managedFields and status, for the difference; empty where there is none. */
  readonly before: string;
  readonly after: string;
  /** From the server's `Warning` headers, word for word. */
  readonly warnings: readonly string[];
  readonly problem?: ErrorForm;
}

export interface ManifestPlan {
  readonly changes: readonly ManifestChange[];
  readonly kubectl: KubectlLine;
}

export interface ManifestResult {
  readonly changes: readonly ManifestChange[];
}

const ManifestInput = KubeNamespaceRef.extend({
  text: z.string().min(1).max(MANIFEST_LIMIT),
  /** For the kubectl line; a path is shown as given. */
  fileName: z.string().max(4096).optional(),
});

export const workloads = {
  kubeNamespaces: itemStream(ContextRef).of<KubeNamespaces>(),
  watch: itemStream(KubeNamespaceRef).of<WorkloadsItem>(),
  pod: itemStream(PodRef).of<PodItem>(),
  events: itemStream(PodRef).of<readonly PodEvent[]>(),
  /** The object as the server stores it, as YAML; managedFields left out. */
  yaml: call(PodRef).returns<{ readonly yaml: string }>(),
  /** Server-side dry run: nothing is changed. Throws MANIFEST_INVALID with line and reason before anything is sent. */
  planApply: call(ManifestInput).returns<ManifestPlan>(),
  /** All objects are dry-run first; one refusal and nothing is applied. */
  apply: call(ManifestInput).returns<ManifestResult>(),
  planDelete: call(ManifestInput).returns<ManifestPlan>(),
  delete: call(ManifestInput).returns<ManifestResult>(),
  deletePod: call(PodRef.extend({ uid: z.string().max(64) })).returns<{ readonly kubectl: KubectlLine }>(),
};
