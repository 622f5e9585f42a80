/** What a request's path and method are about. */
import { RESOURCE_TYPES, type ResourceType } from './resource-types.ts';

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

export interface RequestTarget {
  readonly type: ResourceType;
  readonly verb: Verb;
  readonly kubeNamespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

/** `undefined`: no path to objects that are kept here, such as `/version`. */
export function requestTarget(method: string, url: URL): RequestTarget | undefined {
  const segments = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const [root, ...rest] = segments;
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'api' ? '' : rest.shift();
  const version = rest.shift();
  const typeOfSegment = (resource: string | undefined): ResourceType | undefined =>
    RESOURCE_TYPES.find((type) => type.group === group && type.version === version && type.resource === resource);

  const isInside = rest[0] === 'namespaces' && typeOfSegment(rest[2]) !== undefined;
  const kubeNamespace = isInside ? rest[1] : undefined;
  const [resource, name, subresource, ...more] = isInside ? rest.slice(2) : rest;
  const type = typeOfSegment(resource);
  if (type === undefined || more.length > 0 || (type.namespaced !== isInside && name !== undefined)) return undefined;
  if (subresource !== undefined && type.subresources?.some(({ name: known }) => known === subresource) !== true) {
    return undefined;
  }
  return {
    type,
    verb: verbOf(method, name !== undefined, url.searchParams),
    ...(kubeNamespace === undefined ? {} : { kubeNamespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

function verbOf(method: string, isNamed: boolean, query: URLSearchParams): Verb {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return isNamed ? 'delete' : 'deletecollection';
    default:
      if (isNamed) return 'get';
      return isTrue(query.get('watch')) ? 'watch' : 'list';
  }
}

/** As Go reads a boolean of a query. */
export function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1';
}
