/** What a user asks about their own rights. */
import { z } from 'zod';

import { RESOURCE_TYPES } from './resource-types.ts';
import { timestamp } from './store.ts';
import { isAllowed, type User } from './users.ts';

const AccessReview = z.object({
  spec: z.object({
    resourceAttributes: z
      .object({
        verb: z.string(),
        resource: z.string(),
        subresource: z.string().optional(),
        namespace: z.string().optional(),
      })
      .optional(),
  }),
});

export function reviewAccess(user: User, body: unknown): object {
  const review = AccessReview.parse(body);
  const { verb = '', resource = '', subresource, namespace } = review.spec.resourceAttributes ?? {};
  const question = {
    verb,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { kubeNamespace: namespace }),
  };
  const status = { allowed: isAllowed(user, question) };
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: review.spec,
    status,
  };
}

export function reviewSelf({ name }: User): object {
  return {
    ...{ kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' },
    metadata: { creationTimestamp: timestamp() },
    status: { userInfo: { username: name, groups: ['system:authenticated'] } },
  };
}

const RulesReview = z.object({ spec: z.object({ namespace: z.string().optional() }) });

export function reviewRules({ rules }: User, body: unknown): object {
  const { namespace } = RulesReview.parse(body).spec;
  const groupOf = (resource: string): string =>
    RESOURCE_TYPES.find((type) => type.resource === resource.split('/')[0])?.group ?? (resource === '*' ? '*' : '');
  const resourceRules = rules
    .filter(({ kubeNamespace }) => kubeNamespace === undefined || kubeNamespace === namespace)
    .flatMap(({ verbs, resources }) =>
      [...new Set(resources.map(groupOf))].map((group) => ({
        verbs,
        apiGroups: [group],
        resources: resources.filter((resource) => groupOf(resource) === group),
      })),
    );
  const status = {
    resourceRules,
    nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/version', '/api', '/apis'] }],
    incomplete: false,
  };
  return { kind: 'SelfSubjectRulesReview', apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec: {}, status };
}
