/** What the server says about itself. */
import { apiVersionOf, RESOURCE_TYPES } from './resource-types.ts';

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** `undefined`: not such a path. */
export function discovery(path: string, gitVersion: string): object | undefined {
  switch (path) {
    case '/version': {
      const [major = '', minor = ''] = gitVersion.replace(/^v/, '').split('.');
      return { major, minor, gitVersion, platform: 'linux/amd64' };
    }
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() };
    default:
      return resourceList(path);
  }
}

function groups(): readonly object[] {
  const names = new Set(RESOURCE_TYPES.map(({ group }) => group).filter((group) => group !== ''));
  return [...names].map((name) => {
    const version = { groupVersion: `${name}/v1`, version: 'v1' };
    return { name, versions: [version], preferredVersion: version };
  });
}

function resourceList(path: string): object | undefined {
  const groupVersion = /^\/apis?\/(.+)$/.exec(path)?.[1];
  const types = RESOURCE_TYPES.filter((type) => apiVersionOf(type) === groupVersion);
  if (types.length === 0) return undefined;
  const resources = types.flatMap(({ resource, kind, namespaced, subresources = [] }) => [
    { name: resource, singularName: kind.toLowerCase(), namespaced, kind, verbs: VERBS },
    ...subresources.map((subresource) => ({
      name: `${resource}/${subresource}`,
      singularName: '',
      namespaced,
      kind: 'Pod',
      verbs: ['get'],
    })),
  ]);
  return { kind: 'APIResourceList', groupVersion, resources };
}
