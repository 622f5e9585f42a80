import { AppError } from '../../../preload/contract/errors.ts';

export interface ResourceAddress {
  /** API group; the core group if not given. */
  readonly group?: string;
  /** `v1` if not given. */
  readonly version?: string;
  /** Plural, as in the path: `pods`. */
  readonly resource: string;
  readonly kubeNamespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

/**
 * One segment of a path. Escaping keeps `/` and `?` inside; `.` and `..` are refused because every URL parser resolves
 * them, escaped or not.
 */
function segment(text: string): string {
  if (text === '' || text === '.' || text === '..') {
    throw new AppError('BAD_REQUEST', `"${text}" cannot be part of an address.`, {
      issues: [`path segment "${text}"`],
    });
  }
  return encodeURIComponent(text);
}

/** `/api/v1/namespaces/default/pods/web-0/exec`, every part escaped. */
export function resourcePath(address: ResourceAddress): string {
  const { group = '', version = 'v1', resource, kubeNamespace, name, subresource } = address;
  const segments = [
    ...(group === '' ? ['api'] : ['apis', group]),
    version,
    ...(kubeNamespace === undefined ? [] : ['namespaces', kubeNamespace]),
    resource,
    ...(name === undefined ? [] : [name]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  return `/${segments.map(segment).join('/')}`;
}
