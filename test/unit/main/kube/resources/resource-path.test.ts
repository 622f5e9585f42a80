import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { resourcePath } from '../../../../../main/kube/resources/resource-path.ts';

describe('resourcePath', () => {
  it.each([
    [{ resource: 'pods' }, '/api/v1/pods'],
    [{ resource: 'pods', kubeNamespace: 'a', name: 'b', subresource: 'exec' }, '/api/v1/namespaces/a/pods/b/exec'],
    [{ group: 'apps', resource: 'deployments', kubeNamespace: 'a' }, '/apis/apps/v1/namespaces/a/deployments'],
    [{ group: 'x.io', version: 'v2', resource: 'things', name: 'b' }, '/apis/x.io/v2/things/b'],
  ])('addresses %j', (address, path) => {
    expect(resourcePath(address)).toBe(path);
  });

  it('lets no name out of its segment', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('..', '.', '../x', '%2e%2e', '..%2f', 'a?b', 'a#b', 'a\\..')),
        (name) => {
          let path: string;
          try {
            path = resourcePath({ resource: 'pods', kubeNamespace: 'a', name, subresource: 'exec' });
          } catch (error) {
            // Nothing, a dot or two, or half of a surrogate pair: no name at all.
            expect(['', '.', '..'].includes(name) || !name.isWellFormed()).toBe(true);
            expect(error).toBeDefined();
            return;
          }
          const url = new URL('https://api.example');
          url.pathname = path;
          const segments = url.pathname.split('/');
          expect(segments).toHaveLength(8);
          expect(decodeURIComponent(segments[6] ?? '')).toBe(name);
          expect(url.search + url.hash).toBe('');
        },
      ),
    );
  });
});
