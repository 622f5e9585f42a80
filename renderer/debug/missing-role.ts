/** The role to ask an administrator for. Pure. */
import type { AccessAnswer, PodRef } from '../../preload/contract/index.ts';

export function missingRole(pod: PodRef, access: readonly AccessAnswer[]): string | undefined {
  const missing = access.filter(({ allowed }) => !allowed);
  if (missing.length === 0) return undefined;
  const verbs = new Map<string, string[]>();
  for (const { verb, resource, subresource } of missing) {
    const name = subresource === undefined ? resource : `${resource}/${subresource}`;
    verbs.set(name, [...(verbs.get(name) ?? []), verb]);
  }
  const rules = [...verbs].map(
    ([resource, allowed]) =>
      `  - apiGroups: ['']\n    resources: ['${resource}']\n    verbs: [${allowed.map((verb) => `'${verb}'`).join(', ')}]`,
  );
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: Role',
    'metadata:',
    '  name: pod-debugger',
    `  namespace: ${pod.kubeNamespace}`,
    'rules:',
    ...rules,
    '',
  ].join('\n');
}

export function missingRights(access: readonly AccessAnswer[]): readonly string[] {
  return access
    .filter(({ allowed }) => !allowed)
    .map(
      ({ verb, resource, subresource }) => `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`,
    );
}
