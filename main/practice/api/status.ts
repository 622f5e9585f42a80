/** Refusals in the API server's own words. */
import type { RequestTarget, Verb } from './request-target.ts';
import { qualifiedResource, type ResourceType } from './resource-types.ts';

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Readonly<Record<never, never>>;
  readonly status: 'Failure' | 'Success';
  readonly message?: string;
  readonly reason?: string;
  readonly code: number;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly StatusCause[];
    readonly retryAfterSeconds?: number;
  };
}

/** An answer with a Status as its body, thrown by whoever finds out. */
export class Refusal extends Error {
  readonly status: Status;

  constructor(status: Status) {
    super(status.message);
    this.status = status;
  }
}

export function failure(code: number, reason: string, message: string, details?: Status['details']): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
    ...(details === undefined ? {} : { details }),
  };
}

export function success(details?: Status['details']): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 200,
    ...(details === undefined ? {} : { details }),
  };
}

/** What a refusal is about, as `details` name it. */
export function detailsOf({ group, resource }: ResourceType, name = ''): NonNullable<Status['details']> {
  return { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: resource };
}

export function forbidden(user: string, verb: Verb, target: RequestTarget): Status {
  const { type, kubeNamespace, name, subresource } = target;
  const subject = type.resource === 'namespaces' ? (kubeNamespace ?? name) : kubeNamespace;
  const what = name === undefined ? qualifiedResource(type) : `${qualifiedResource(type)} "${name}"`;
  const resource = subresource === undefined ? type.resource : `${type.resource}/${subresource}`;
  const where = subject === undefined ? 'at the cluster scope' : `in the namespace "${subject}"`;
  const message = `${what} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${type.group}" ${where}`;
  return failure(403, 'Forbidden', message, detailsOf(type, name));
}

export function notFound(type: ResourceType, name: string): Status {
  return failure(404, 'NotFound', `${qualifiedResource(type)} "${name}" not found`, detailsOf(type, name));
}

export function badRequest(message: string): Status {
  return failure(400, 'BadRequest', message);
}

export function conflict(type: ResourceType, name: string): Status {
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${qualifiedResource(type)} "${name}": ${why}`;
  return failure(409, 'Conflict', message, detailsOf(type, name));
}

/** What the server says to a path that it does not serve; without a name, as when a feature is off. */
export function noSuchPath(): Status {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function unauthorized(): Status {
  return failure(401, 'Unauthorized', 'Unauthorized');
}

export function expired(asked: number, oldest: number): Status {
  return failure(410, 'Expired', `too old resource version: ${String(asked)} (${String(oldest)})`);
}

export function continueExpired(): Status {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';
  return failure(410, 'Expired', message);
}

/** `kind` with its group, as `Deployment.apps`. */
export function invalid(kind: string, name: string, causes: readonly StatusCause[]): Status {
  const list = causes.map(({ field, message }) => `${field ?? ''}: ${message}`);
  const reasons = list.length === 1 ? (list[0] ?? '') : `[${list.join(', ')}]`;
  const [short = '', ...group] = kind.split('.');
  const details = {
    ...(name === '' ? {} : { name }),
    ...(group.length === 0 ? {} : { group: group.join('.') }),
    ...{ kind: short, causes },
  };
  return failure(422, 'Invalid', `${kind} "${name}" is invalid: ${reasons}`, details);
}

export function invalidObject({ group, kind }: ResourceType, name: string, causes: readonly StatusCause[]): Status {
  return invalid(group === '' ? kind : `${kind}.${group}`, name, causes);
}
