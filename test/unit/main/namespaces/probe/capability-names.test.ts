import { describe, expect, it } from 'vitest';

import { capabilityNames } from '../../../../../main/namespaces/probe/capability-names.ts';

describe('capabilityNames', () => {
  it.each([
    ['0000000000000000', []],
    ['00000000000c0000', ['SYS_CHROOT', 'SYS_PTRACE']],
    ['0000010000000000', ['CHECKPOINT_RESTORE']],
    ['8000000000000000', ['63']],
  ])('%s', (mask, names) => {
    expect(capabilityNames(mask)).toEqual(names);
  });

  it('has 14 in containerd’s default set', () => {
    expect(capabilityNames('00000000a80425fb')).toHaveLength(14);
  });

  it('makes nothing of what is no mask', () => {
    expect(capabilityNames('xyz')).toEqual([]);
    expect(capabilityNames(undefined)).toEqual([]);
  });
});
