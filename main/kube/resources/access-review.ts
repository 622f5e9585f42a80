import type { Cluster } from '../cluster.ts';
import type { ResourceAttributes } from '../objects.ts';
import { resourcePath } from './resource-path.ts';

export interface AccessAnswer {
  readonly allowed: boolean;
  readonly reason?: string;
}

interface Review {
  readonly status?: { readonly allowed?: boolean; readonly reason?: string };
}

/** Asks the server whether we may, as `kubectl auth can-i` does. */
export async function reviewAccess(
  cluster: Cluster,
  resourceAttributes: ResourceAttributes,
  signal?: AbortSignal,
): Promise<AccessAnswer> {
  const { body } = await cluster.request<Review>({
    method: 'POST',
    path: resourcePath({ group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews' }),
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    },
    ...(signal && { signal }),
  });
  const { allowed = false, reason } = body.status ?? {};
  return { allowed, ...(reason === undefined ? {} : { reason }) };
}
