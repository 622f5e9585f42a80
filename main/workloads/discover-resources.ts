/** Which path of the API the objects of a kind have; asked of the server, so that custom resources work like any other. */
import { AppError, isAppError } from '../../preload/contract/errors.ts';
import { resourcePath, type Cluster } from '../kube/index.ts';
import type { ManifestObject } from './parse-manifest.ts';

interface ApiResource {
  readonly name?: string;
  readonly kind?: string;
  readonly namespaced?: boolean;
}

export interface LocatedObject {
  readonly object: ManifestObject;
  readonly path: string;
  /** Absent for kinds that belong to the whole cluster. */
  readonly kubeNamespace?: string;
}

/** One lookup per API version, however many objects have it. */
export function createLocator(
  cluster: Cluster,
  kubeNamespace: string,
  signal: AbortSignal,
): (object: ManifestObject) => Promise<LocatedObject> {
  const versions = new Map<string, Promise<readonly ApiResource[]>>();
  return async (object) => {
    const resources = versions.get(object.apiVersion) ?? resourcesOf(cluster, object.apiVersion, signal);
    versions.set(object.apiVersion, resources);
    const resource = (await resources).find(({ kind, name }) => kind === object.kind && name?.includes('/') === false);
    if (resource?.name === undefined) throw unknownKind(object.apiVersion, object.kind);
    const { group, version } = splitVersion(object.apiVersion);
    const scope = resource.namespaced === true ? { kubeNamespace: object.kubeNamespace ?? kubeNamespace } : {};
    return {
      object,
      ...scope,
      path: resourcePath({ group, version, resource: resource.name, name: object.name, ...scope }),
    };
  };
}

async function resourcesOf(cluster: Cluster, apiVersion: string, signal: AbortSignal): Promise<readonly ApiResource[]> {
  const { group, version } = splitVersion(apiVersion);
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  try {
    const { body } = await cluster.request<{ readonly resources?: readonly ApiResource[] }>({
      method: 'GET',
      path,
      signal,
    });
    return body.resources ?? [];
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) throw unknownKind(apiVersion);
    throw error;
  }
}

/** The manifest's schema has checked the form. */
function splitVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const [first = '', second] = apiVersion.split('/');
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
}

function unknownKind(apiVersion: string, kind?: string): AppError {
  const what = kind === undefined ? `API version “${apiVersion}”` : `kind “${kind}” in ${apiVersion}`;
  return new AppError('NOT_FOUND', `This cluster knows no ${what}.`, kind === undefined ? {} : { resource: kind });
}
