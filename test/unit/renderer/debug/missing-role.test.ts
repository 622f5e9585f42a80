import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { missingRights, missingRole } from '../../../../renderer/debug/missing-role.ts';
import { podRef } from './pod-detail.ts';

const access = [
  { verb: 'get', resource: 'pods', allowed: true },
  { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', allowed: false },
  { verb: 'create', resource: 'pods', subresource: 'attach', allowed: false },
];

describe('missingRole', () => {
  it('is a role that a cluster takes, with the missing rights alone', () => {
    expect(parse(missingRole(podRef, access) ?? '')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'pod-debugger', namespace: 'default' },
      rules: [
        { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['patch'] },
        { apiGroups: [''], resources: ['pods/attach'], verbs: ['create'] },
      ],
    });
    expect(missingRights(access)).toEqual(['patch pods/ephemeralcontainers', 'create pods/attach']);
  });

  it('is nothing when nothing is missing', () => {
    expect(missingRole(podRef, access.slice(0, 1))).toBeUndefined();
  });
});
