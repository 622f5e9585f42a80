/** What the server says about itself. */
import { apiVersionOf, RESOURCE_TYPES, type ResourceType } from './resource-types.ts';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
/** What can only be asked, by its group. */
const REVIEWS: ReadonlyMap<string, readonly string[]> = new Map([
  ['authentication.k8s.io', ['SelfSubjectReview']],
  ['authorization.k8s.io', ['SelfSubjectAccessReview', 'SelfSubjectRulesReview']],
]);
/** Kinds of subresources that belong to a group of their own. */
const FOREIGN: ReadonlyMap<string, { readonly group: string; readonly version: string }> = new Map([
  ['Scale', { group: 'autoscaling', version: 'v1' }],
  ['Eviction', { group: 'policy', version: 'v1' }],
]);

/** `undefined`: not such a path. */
export function discovery(path: string, gitVersion: string): object | undefined {
  switch (path) {
    case '/version': {
      const [major = '', minor = ''] = gitVersion.replace(/^v/, '').split('.');
      return { major, minor, gitVersion, gitTreeState: 'clean', compiler: 'gc', platform: 'linux/amd64' };
    }
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() };
    case '/openapi/v3':
      return {
        paths: Object.fromEntries(
          documents().map((document) => [document, { serverRelativeURL: `/openapi/v3/${document}` }]),
        ),
      };
    default:
      return path.startsWith('/openapi/v3/')
        ? openApi(path.slice('/openapi/v3/'.length))
        : (reviews(path) ?? groupOrResources(path));
  }
}

function reviews(path: string): object | undefined {
  const groupName = /^\/apis\/([^/]+)\/v1$/.exec(path)?.[1] ?? '';
  const kinds = REVIEWS.get(groupName);
  if (kinds === undefined) return undefined;
  const asked = kinds.map((kind) => ({
    ...{ name: `${kind.toLowerCase()}s`, singularName: kind.toLowerCase(), namespaced: false, kind, verbs: ['create'] },
  }));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: `${groupName}/v1`, resources: asked };
}

function groups(): readonly object[] {
  const names = new Set(RESOURCE_TYPES.map(({ group }) => group).filter((group) => group !== ''));
  return [...names, ...REVIEWS.keys()].map(group);
}

function group(name: string): object {
  const version = { groupVersion: `${name}/v1`, version: 'v1' };
  return { name, versions: [version], preferredVersion: version };
}

function groupOrResources(path: string): object | undefined {
  const groupVersion = /^\/apis?\/(.+)$/.exec(path)?.[1];
  const types = RESOURCE_TYPES.filter((type) => apiVersionOf(type) === groupVersion);
  if (types.length > 0)
    return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: types.flatMap(resources) };
  const isGroup = RESOURCE_TYPES.some((type) => type.group !== '' && type.group === groupVersion);
  return isGroup ? { kind: 'APIGroup', apiVersion: 'v1', ...group(groupVersion ?? '') } : undefined;
}

function resources({
  resource,
  kind,
  namespaced,
  shortNames,
  inAll,
  subresources = [],
}: ResourceType): readonly object[] {
  return [
    {
      ...{ name: resource, singularName: kind.toLowerCase(), namespaced, kind, verbs: VERBS },
      ...(shortNames === undefined ? {} : { shortNames }),
      ...(inAll === true ? { categories: ['all'] } : {}),
    },
    ...subresources.map(({ name, kind: shown, verbs }) => ({
      ...{ name: `${resource}/${name}`, singularName: '', namespaced, kind: shown, verbs },
      ...FOREIGN.get(shown),
    })),
  ];
}

function documents(): readonly string[] {
  return [...new Set(RESOURCE_TYPES.map(documentOf))];
}

function documentOf(type: ResourceType): string {
  return type.group === '' ? 'api/v1' : `apis/${apiVersionOf(type)}`;
}

/** As much as kubectl reads before it applies: that the server checks fields and rehearses. */
function openApi(document: string): object | undefined {
  const types = RESOURCE_TYPES.filter((type) => documentOf(type) === document);
  if (types.length === 0) return undefined;
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
    ...{ name, in: 'query', schema: { type: 'string', uniqueItems: true } },
  }));
  const paths = types.map((type): readonly [string, object] => {
    const place = type.namespaced ? '/namespaces/{namespace}' : '';
    const { group, version, kind } = type;
    const operation = { 'x-kubernetes-group-version-kind': { group, version, kind }, parameters, responses: {} };
    return [
      `/${document}${place}/${type.resource}/{name}`,
      { patch: { ...operation, 'x-kubernetes-action': 'patch' } },
    ];
  });
  return { openapi: '3.0.0', info: { title: 'Practice cluster', version: 'v1' }, paths: Object.fromEntries(paths) };
}
