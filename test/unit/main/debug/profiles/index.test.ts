import { describe, expect, it } from 'vitest';

import { profiles } from '../../../../../main/debug/profiles/index.ts';
import { DEBUG_PROFILES } from '../../../../../preload/contract/debug.ts';

const bare = { name: 'debugger', image: 'busybox' };
const withContext = { ...bare, securityContext: { runAsUser: 5, capabilities: { add: ['NET_RAW'] } } };

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
    expect(profiles[name].apply(bare)).toEqual(securityContext === undefined ? bare : { ...bare, securityContext });
  });

  it('adds to what is there, or discards it, as kubectl does', () => {
    expect(profiles.general.apply(withContext).securityContext).toEqual({
      runAsUser: 5,
      capabilities: { add: ['NET_RAW', 'SYS_PTRACE'] },
    });
    expect(profiles.netadmin.apply(withContext).securityContext?.capabilities?.add).toEqual(['NET_RAW', 'NET_ADMIN']);
    expect(profiles.sysadmin.apply(withContext).securityContext).toMatchObject({ privileged: true, runAsUser: 5 });
    expect(profiles.baseline.apply(withContext)).toEqual(bare);
    expect(profiles.restricted.apply(withContext).securityContext?.runAsUser).toBeUndefined();
    expect(profiles.legacy.apply(withContext)).toEqual(withContext);
  });

  it('says in words what each gives, and changes nothing that it was given', () => {
    for (const name of DEBUG_PROFILES) {
      const frozen = Object.freeze({ ...bare });
      profiles[name].apply(frozen);
      expect(profiles[name].effects.length).toBeGreaterThan(0);
    }
  });
});
