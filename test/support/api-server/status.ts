/** Refusals in the API server's own words. */
import type { RequestTarget, Verb } from './request-target.ts';

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

export function forbidden(user: string, verb: Verb, target: RequestTarget): Status {
  const { type, kubeNamespace, name, subresource } = target;
  const what = name === undefined ? type.resource : `${type.resource} "${name}"`;
  const resource = subresource === undefined ? type.resource : `${type.resource}/${subresource}`;
  const where = kubeNamespace === undefined ? 'at the cluster scope' : `in the namespace "${kubeNamespace}"`;
  const message = `${what} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${type.group}" ${where}`;
  return failure(403, 'Forbidden', message, { kind: type.resource, ...(name === undefined ? {} : { name }) });
}

export function notFound(resource: string, name: string): Status {
  return failure(404, 'NotFound', `${resource} "${name}" not found`, { name, kind: resource });
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

export function invalid(kind: string, name: string, causes: readonly StatusCause[]): Status {
  const list = causes.map(({ field, message }) => `${field ?? ''}: ${message}`);
  const reasons = list.length === 1 ? (list[0] ?? '') : `[${list.join(', ')}]`;
  return failure(422, 'Invalid', `${kind} "${name}" is invalid: ${reasons}`, { name, kind, causes });
}
