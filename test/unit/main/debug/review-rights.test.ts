import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { checkRights } from '../../../../main/debug/review-rights.ts';

const ref = { context: 'c', kubeNamespace: 'shop', pod: 'web' };

describe('checkRights', () => {
  it('passes when nothing is missing', () => {
    const access = [{ verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', allowed: true }];
    expect(checkRights(ref, access).outcome).toBe('passed');
  });

  it('names the missing right and gives the smallest role that would help', () => {
    const check = checkRights(ref, [
      { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', allowed: false },
      { verb: 'get', resource: 'pods', subresource: 'attach', allowed: true },
      { verb: 'create', resource: 'pods', subresource: 'attach', allowed: false },
    ]);
    expect(check).toMatchObject({ outcome: 'failed', fact: 'patch pods/ephemeralcontainers\ncreate pods/attach' });
    expect(parse(check.remedy ?? '')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'pod-debugger', namespace: 'shop' },
      rules: [
        { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['patch'] },
        { apiGroups: [''], resources: ['pods/attach'], verbs: ['create'] },
      ],
    });
  });

  it('is only limited where the container itself is not in question', () => {
    const access = [{ verb: 'watch', resource: 'pods', allowed: false }];
    expect(checkRights(ref, access)).toMatchObject({ outcome: 'limited', fact: 'watch pods' });
  });
});
