import { describe, expect, it } from 'vitest';

import { profiles, type WithSecurity } from '../../../../../main/debug/profiles/index.ts';
import { DEBUG_PROFILES } from '../../../../../preload/contract/debug-wishes.ts';

const bare = { name: 'debugger', image: 'busybox' };
const withContext: WithSecurity = {
  ...bare,
  securityContext: { runAsUser: 5, capabilities: { add: ['NET_RAW'] } },
};

describe('profiles', () => {
  it.each([
    ['legacy', undefined],
    ['general', { capabilities: { add: ['SYS_PTRACE'] } }],
    ['baseline', undefined],
    ['netadmin', { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } }],
    [
      'restricted',
      {
        runAsNonRoot: true,
        capabilities: { drop: ['ALL'] },
        allowPrivilegeEscalation: false,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    ],
    ['sysadmin', { privileged: true }],
  ] as const)('%s on a bare container', (name, securityContext) => {
    expect(profiles[name].apply(bare, 'ephemeral')).toEqual(
      securityContext === undefined ? bare : { ...bare, securityContext },
    );
  });

  it('adds to what is there, or discards it, as kubectl does', () => {
    expect(profiles.general.apply(withContext, 'ephemeral').securityContext).toEqual({
      runAsUser: 5,
      capabilities: { add: ['NET_RAW', 'SYS_PTRACE'] },
    });
    expect(profiles.netadmin.apply(withContext, 'ephemeral').securityContext?.capabilities?.add).toEqual([
      'NET_RAW',
      'NET_ADMIN',
    ]);
    expect(profiles.sysadmin.apply(withContext, 'ephemeral').securityContext).toMatchObject({
      privileged: true,
      runAsUser: 5,
    });
    expect(profiles.baseline.apply(withContext, 'ephemeral')).toEqual(bare);
    expect(profiles.restricted.apply(withContext, 'ephemeral').securityContext?.runAsUser).toBeUndefined();
    expect(profiles.legacy.apply(withContext, 'ephemeral')).toEqual(withContext);
  });

  it('clears what general would have set on a node, and says what a node pod gets of its host', () => {
    expect(profiles.general.apply(withContext, 'node')).toEqual(bare);
    expect(profiles.sysadmin.apply(bare, 'node')).toMatchObject({ securityContext: { privileged: true } });
    const hosts = DEBUG_PROFILES.map((name) => [name, profiles[name].host.namespaces, profiles[name].host.root]);
    expect(hosts).toEqual([
      ['legacy', true, true],
      ['general', true, true],
      ['baseline', false, false],
      ['netadmin', true, false],
      ['restricted', false, false],
      ['sysadmin', true, true],
    ]);
  });

  it('says in words what each gives, and changes nothing that it was given', () => {
    for (const name of DEBUG_PROFILES) {
      const frozen = Object.freeze({ ...bare });
      profiles[name].apply(frozen, 'ephemeral');
      expect(profiles[name].effects.length).toBeGreaterThan(0);
    }
  });
});
