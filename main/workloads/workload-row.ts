/** Deployments and their like, each in the same few words. */
import type { WorkloadRow } from '../../preload/contract/workloads.ts';
import type { KubeObject } from '../kube/index.ts';
import { controllerOf, identityOf } from './pod-row.ts';

export type WorkloadKind = WorkloadRow['kind'];

/** The fields of the six kinds that a row is made of; each kind has some of them. */
export interface WorkloadObject extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly completions?: number;
    readonly parallelism?: number;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly updatedNumberScheduled?: number;
    readonly succeeded?: number;
    /** Of a Job their number, of a CronJob the jobs themselves. */
    readonly active?: number | readonly unknown[];
    readonly conditions?: readonly { readonly type: string; readonly reason?: string }[];
  };
}

export interface KeptWorkload {
  readonly row: WorkloadRow;
  readonly owner?: string;
  /** A Deployment's ReplicaSet: needed to find the way from a pod up, but shown by its Deployment. */
  readonly hidden: boolean;
}

export function keepWorkload(kind: WorkloadKind, object: WorkloadObject): KeptWorkload {
  const controller = controllerOf(object);
  return {
    row: { ...identityOf(object), kind, ...progressOf(kind, object) },
    hidden: kind === 'ReplicaSet' && controller?.kind === 'Deployment',
    ...(controller === undefined ? {} : { owner: controller.uid }),
  };
}

type Progress = Pick<WorkloadRow, 'desired' | 'ready' | 'rolling'>;

function progressOf(kind: WorkloadKind, object: WorkloadObject): Progress {
  const { spec, status } = object;
  const replicas = spec?.replicas ?? 1;
  const unobserved = (status?.observedGeneration ?? 0) < (object.metadata?.generation ?? 0);
  switch (kind) {
    case 'Deployment':
      return {
        desired: replicas,
        ready: status?.readyReplicas ?? 0,
        rolling: unobserved || deploymentRolls(replicas, status),
      };
    case 'StatefulSet':
      return {
        desired: replicas,
        ready: status?.readyReplicas ?? 0,
        rolling:
          unobserved || status?.currentRevision !== status?.updateRevision || (status?.replicas ?? 0) !== replicas,
      };
    case 'DaemonSet': {
      const desired = status?.desiredNumberScheduled ?? 0;
      return {
        desired,
        ready: status?.numberReady ?? 0,
        rolling: unobserved || (status?.updatedNumberScheduled ?? 0) < desired,
      };
    }
    case 'ReplicaSet':
      return {
        desired: replicas,
        ready: status?.readyReplicas ?? 0,
        rolling: unobserved || (status?.replicas ?? 0) !== replicas,
      };
    case 'Job':
      return {
        desired: spec?.completions ?? spec?.parallelism ?? 1,
        ready: status?.succeeded ?? 0,
        rolling: false,
      };
    case 'CronJob': {
      const active = Array.isArray(status?.active) ? status.active.length : 0;
      return { desired: active, ready: active, rolling: false };
    }
  }
}

/** As `kubectl rollout status`; but a finished rollout whose pods fell ill later is no rollout. */
function deploymentRolls(replicas: number, status: WorkloadObject['status']): boolean {
  const updated = status?.updatedReplicas ?? 0;
  const reason = status?.conditions?.find(({ type }) => type === 'Progressing')?.reason;
  if (reason === 'ProgressDeadlineExceeded') return false;
  if (updated < replicas || (status?.replicas ?? 0) > updated) return true;
  return (status?.availableReplicas ?? 0) < updated && reason !== 'NewReplicaSetAvailable';
}
