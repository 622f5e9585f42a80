import { AppError, isAppError } from '../../../preload/contract/errors.ts';
import type { Cluster, Reply } from '../cluster.ts';
import type { EphemeralContainer, KubeList, Pod } from '../objects.ts';
import { FIELD_MANAGER } from './field-manager.ts';
import { resourcePath } from './resource-path.ts';

export interface PodName {
  readonly kubeNamespace: string;
  readonly pod: string;
}

export interface ListSelection {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly limit?: number;
}

/** The pods of one Kubernetes namespace, or of all; for `watchList` too. */
export function podsPath(kubeNamespace?: string): string {
  return resourcePath({ resource: 'pods', ...(kubeNamespace === undefined ? {} : { kubeNamespace }) });
}

export async function getPod(cluster: Cluster, { kubeNamespace, pod }: PodName, signal?: AbortSignal): Promise<Pod> {
  const path = resourcePath({ resource: 'pods', kubeNamespace, name: pod });
  const { body } = await cluster.request<Pod>({ method: 'GET', path, ...(signal && { signal }) });
  return body;
}

/** All that match, not paged: for a selection that is known to be small. */
export async function listPods(
  cluster: Cluster,
  kubeNamespace: string | undefined,
  selection: ListSelection = {},
  signal?: AbortSignal,
): Promise<readonly Pod[]> {
  const path = podsPath(kubeNamespace);
  const { body } = await cluster.request<KubeList<Pod>>({
    method: 'GET',
    path,
    query: { ...selection },
    ...(signal && { signal }),
  });
  return body.items ?? [];
}

export interface PatchOptions {
  /** The server checks everything and changes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Adds one ephemeral container; the reply is the whole pod. The list merges by name, so sending the same entry twice adds
 * it once: a request whose answer was lost may be repeated.
 */
export async function patchEphemeralContainers(
  cluster: Cluster,
  { kubeNamespace, pod }: PodName,
  container: EphemeralContainer,
  { dryRun = false, signal }: PatchOptions = {},
): Promise<Reply<Pod>> {
  try {
    return await cluster.request<Pod>({
      method: 'PATCH',
      path: resourcePath({ resource: 'pods', kubeNamespace, name: pod, subresource: 'ephemeralcontainers' }),
      query: { dryRun: dryRun ? 'All' : undefined, fieldManager: FIELD_MANAGER },
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { ephemeralContainers: [container] } },
      ...(signal && { signal }),
    });
  } catch (error) {
    // A missing pod is named in the answer; a server without the subresource names nothing.
    if (isAppError(error, 'NOT_FOUND') && error.data.name === undefined) {
      throw new AppError('UNSUPPORTED', error.message, { feature: 'ephemeral containers' }, { cause: error });
    }
    throw error;
  }
}

export async function createPod(
  cluster: Cluster,
  pod: Pod,
  { dryRun = false, signal }: PatchOptions = {},
): Promise<Reply<Pod>> {
  return cluster.request<Pod>({
    method: 'POST',
    path: podsPath(pod.metadata?.namespace ?? cluster.kubeNamespace),
    query: { dryRun: dryRun ? 'All' : undefined, fieldManager: FIELD_MANAGER },
    body: pod,
    ...(signal && { signal }),
  });
}

export interface DeletePodOptions {
  /** The pod that was looked at, not another one that has its name by now. */
  readonly uid: string;
  readonly graceSeconds?: number;
  readonly signal?: AbortSignal;
}

export async function deletePod(
  cluster: Cluster,
  { kubeNamespace, pod }: PodName,
  { uid, graceSeconds, signal }: DeletePodOptions,
): Promise<void> {
  await cluster.request({
    method: 'DELETE',
    path: resourcePath({ resource: 'pods', kubeNamespace, name: pod }),
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid },
      propagationPolicy: 'Background',
      ...(graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds }),
    },
    ...(signal && { signal }),
  });
}

export interface LogOptions {
  readonly container: string;
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly timestamps?: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly signal?: AbortSignal;
}

/** A container's log as bytes. */
export function podLog(
  cluster: Cluster,
  { kubeNamespace, pod }: PodName,
  options: LogOptions,
): AsyncIterable<Uint8Array> {
  const { signal, ...query } = options;
  const path = resourcePath({ resource: 'pods', kubeNamespace, name: pod, subresource: 'log' });
  return cluster.stream({ path, query, ...(signal && { signal }) });
}
