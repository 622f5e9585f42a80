/** Objects of any kind, as a manifest has them. */
import { AppError } from '../../../preload/contract/errors.ts';
import type { Cluster, Reply } from '../cluster.ts';
import type { KubeObject } from '../objects.ts';
import { FIELD_MANAGER } from './field-manager.ts';
import { findResourceKind } from './discovery.ts';
import { resourcePath } from './resource-path.ts';

export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The context's own if not given; not used for kinds without one. */
  readonly kubeNamespace?: string;
}

export interface ApplyOptions {
  readonly dryRun?: boolean;
  /** Takes fields over that another manager owns, instead of failing with CONFLICT. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
}

export interface DeleteOptions {
  readonly propagation?: 'Foreground' | 'Background' | 'Orphan';
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

async function objectPath(cluster: Cluster, reference: ObjectReference, signal?: AbortSignal): Promise<string> {
  const { apiVersion, kind, name, kubeNamespace = cluster.kubeNamespace } = reference;
  const { group, version, resource, isNamespaced } = await findResourceKind(cluster, apiVersion, kind, signal);
  return resourcePath({ group, version, resource, name, ...(isNamespaced ? { kubeNamespace } : {}) });
}

function referenceOf({ apiVersion, kind, metadata }: KubeObject): ObjectReference {
  const name = metadata?.name;
  if (apiVersion === undefined || kind === undefined || name === undefined) {
    const issues = ['apiVersion, kind and metadata.name are required'];
    throw new AppError('BAD_REQUEST', 'The object has no apiVersion, kind or name.', { issues });
  }
  const kubeNamespace = metadata?.namespace;
  return { apiVersion, kind, name, ...(kubeNamespace === undefined ? {} : { kubeNamespace }) };
}

/** Server-side apply: creates the object or changes it, and never touches what others set. */
export async function applyObject<Item extends KubeObject>(
  cluster: Cluster,
  object: Item,
  { dryRun = false, force = false, signal }: ApplyOptions = {},
): Promise<Reply<Item>> {
  return cluster.request<Item>({
    method: 'PATCH',
    path: await objectPath(cluster, referenceOf(object), signal),
    query: { fieldManager: FIELD_MANAGER, force, dryRun: dryRun ? 'All' : undefined },
    // JSON is YAML; the server has no other name for this content type.
    contentType: 'application/apply-patch+yaml',
    body: object,
    ...(signal && { signal }),
  });
}

export async function getObject<Item extends KubeObject>(
  cluster: Cluster,
  reference: ObjectReference,
  signal?: AbortSignal,
): Promise<Item> {
  const path = await objectPath(cluster, reference, signal);
  const { body } = await cluster.request<Item>({ method: 'GET', path, ...(signal && { signal }) });
  return body;
}

export async function deleteObject(
  cluster: Cluster,
  reference: ObjectReference,
  { propagation = 'Background', dryRun = false, signal }: DeleteOptions = {},
): Promise<void> {
  await cluster.request<unknown>({
    method: 'DELETE',
    path: await objectPath(cluster, reference, signal),
    query: { propagationPolicy: propagation, dryRun: dryRun ? 'All' : undefined },
    ...(signal && { signal }),
  });
}
