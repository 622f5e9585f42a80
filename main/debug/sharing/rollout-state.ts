/** How far a rollout is, as `kubectl rollout status` judges it. Pure. */
import type { SharingRequest } from '../../../preload/contract/shared-processes.ts';
import type { Workload } from './workload.ts';

export interface RolloutState {
  readonly updated: number;
  readonly ready: number;
  readonly desired: number;
  readonly complete: boolean;
  readonly problem?: { readonly reason: string; readonly message: string };
}

export function rolloutState(kind: SharingRequest['kind'], { metadata, spec, status = {} }: Workload): RolloutState {
  const isObserved = (status.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  if (kind === 'DaemonSet') {
    const {
      desiredNumberScheduled: desired = 0,
      updatedNumberScheduled: updated = 0,
      numberAvailable: ready = 0,
    } = status;
    return { updated, ready, desired, complete: isObserved && updated >= desired && ready >= desired };
  }
  const desired = spec?.replicas ?? 1;
  const { updatedReplicas: updated = 0, replicas = 0 } = status;
  if (kind === 'StatefulSet') {
    const ready = status.readyReplicas ?? 0;
    const isNew = status.currentRevision === status.updateRevision;
    return { updated, ready, desired, complete: isObserved && ready >= desired && (isNew || updated >= desired) };
  }
  const ready = status.availableReplicas ?? 0;
  const stuck = status.conditions?.find(({ type, status: value }) => type === 'Progressing' && value === 'False');
  return {
    updated,
    ready,
    desired,
    complete: isObserved && updated >= desired && replicas <= updated && ready >= updated,
    ...(stuck === undefined || !isObserved
      ? {}
      : { problem: { reason: stuck.reason ?? 'Progressing', message: stuck.message ?? '' } }),
  };
}
