import { AppError, isAppError } from '../../../preload/contract/errors.ts';
import type { Cluster } from '../cluster.ts';

/** Where objects of a kind live. */
export interface ResourceKind {
  readonly group: string;
  readonly version: string;
  /** Plural, as in the path. */
  readonly resource: string;
  readonly isNamespaced: boolean;
}

interface ApiResourceList {
  readonly resources?: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** Asks the server where objects of this `apiVersion` and `kind` live. */
export async function findResourceKind(
  cluster: Cluster,
  apiVersion: string,
  kind: string,
  signal?: AbortSignal,
): Promise<ResourceKind> {
  const [first = '', second] = apiVersion.split('/');
  const [group, version] = second === undefined ? ['', first] : [first, second];
  const base = group === '' ? '/api' : `/apis/${encodeURIComponent(group)}`;
  const unknown = (cause?: unknown): AppError => {
    const message = `The cluster knows no kind "${kind}" in version "${apiVersion}".`;
    return new AppError('NOT_FOUND', message, { resource: kind }, { cause });
  };
  if (!/^v[0-9a-z]+$/.test(version) || /^\.*$/.test(group) !== (group === '')) throw unknown();
  try {
    const path = `${base}/${encodeURIComponent(version)}`;
    const { body } = await cluster.request<ApiResourceList>({ method: 'GET', path, ...(signal && { signal }) });
    // Subresources (`pods/eviction`) have kinds of their own, some the same as their parent's.
    const found = body.resources?.find((resource) => resource.kind === kind && !resource.name.includes('/'));
    if (found === undefined) throw unknown();
    return { group, version, resource: found.name, isNamespaced: found.namespaced };
  } catch (error) {
    throw isAppError(error, 'NOT_FOUND') ? unknown(error) : error;
  }
}
