import { constants } from 'node:os';

import { describe, expect, it } from 'vitest';

import { Refusal } from '../../../../../main/practice/runtime/control.ts';
import { explainRehearsal, explainSystem } from '../../../../../main/practice/runtime/obstacles.ts';

const { EPERM, EACCES, ENOSPC, EINVAL } = constants.errno;

describe('why containers cannot run', () => {
  it.each([
    ['darwin', 'macos', 'macOS'],
    ['win32', 'windows', 'Windows'],
    ['freebsd', 'unknownSystem', 'freebsd'],
  ] as const)('on %s', (platform, reason, word) => {
    const account = explainSystem(platform);
    expect(account.reason).toBe(reason);
    expect(account.message).toContain(word);
  });

  it.each([
    ['user', ENOSPC, { maxUserNamespaces: '0' }, 'userNamespacesOff', 'user.max_user_namespaces'],
    ['user', EPERM, { unprivilegedUserNamespaces: '0' }, 'userNamespacesOff', 'kernel.unprivileged_userns_clone'],
    ['user', EACCES, { appArmorRestriction: '1' }, 'userNamespacesRestricted', 'AppArmor'],
    ['mnt', EPERM, { appArmorRestriction: '1' }, 'userNamespacesRestricted', 'AppArmor'],
    ['pid', ENOSPC, { maxUserNamespaces: '100' }, 'namespaceLimit', 'no more Linux namespaces'],
    ['proc', EPERM, {}, 'processesHidden', '/proc'],
    ['user', EPERM, {}, 'sandboxed', 'permission denied'],
    ['devpts', EINVAL, {}, 'kernel', 'devpts'],
  ] as const)('when %s fails with %i', (step, errno, settings, reason, words) => {
    const account = explainRehearsal(new Refusal(step, errno), settings);
    expect(account.reason).toBe(reason);
    expect(account.message).toContain(words);
  });
});
