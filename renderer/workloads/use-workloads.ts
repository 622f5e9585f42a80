import type { KubeNamespaceRef } from '../../preload/contract/index.ts';
import { useReduced, type StreamState } from '../bridge/index.ts';
import { reduceWorkloads, type WorkloadsView } from './reduce-workloads.ts';

/** A Kubernetes namespace's workloads and pods, live; `undefined` follows nothing. */
export function useWorkloads(scope: KubeNamespaceRef | undefined): StreamState<WorkloadsView> {
  return useReduced(
    `workloads/${scope?.context ?? ''}/${scope?.kubeNamespace ?? ''}`,
    scope && ((api, signal) => api.workloads.watch(scope, { signal })),
    reduceWorkloads,
    undefined,
  );
}
