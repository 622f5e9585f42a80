/** Who asks, by bearer token, and what each may do. */
import type { RequestTarget } from './request-target.ts';

export interface Rule {
  readonly verbs: readonly string[];
  /** `pods`, `pods/exec`, `*`. */
  readonly resources: readonly string[];
  /** Everywhere if not given. */
  readonly kubeNamespace?: string;
}

export interface User {
  readonly name: string;
  readonly token: string;
  readonly rules: readonly Rule[];
}

export const EVERYTHING: readonly Rule[] = [{ verbs: ['*'], resources: ['*'] }];

/** As the ClusterRole `view`, with the nodes: reads, and enters nothing. */
export const READ_ONLY: readonly Rule[] = [
  {
    verbs: ['get', 'list', 'watch'],
    resources: [
      ...['namespaces', 'nodes', 'pods', 'pods/log', 'events', 'services', 'configmaps', 'deployments', 'replicasets'],
      ...['statefulsets', 'daemonsets', 'jobs', 'cronjobs'],
    ],
  },
];

export interface Question {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly kubeNamespace?: string;
}

export function isAllowed(user: User, { verb, resource, subresource, kubeNamespace }: Question): boolean {
  const wanted = subresource === undefined || subresource === '' ? resource : `${resource}/${subresource}`;
  return user.rules.some(
    (rule) =>
      (rule.verbs.includes('*') || rule.verbs.includes(verb)) &&
      (rule.resources.includes('*') || rule.resources.includes(wanted)) &&
      (rule.kubeNamespace === undefined || rule.kubeNamespace === kubeNamespace),
  );
}

export function questionOf({ verb, type, subresource, kubeNamespace }: RequestTarget): Question {
  return {
    verb,
    resource: type.resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(kubeNamespace === undefined ? {} : { kubeNamespace }),
  };
}
