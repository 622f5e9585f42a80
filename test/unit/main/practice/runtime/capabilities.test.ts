import { describe, expect, it } from 'vitest';

import { capabilitySet } from '../../../../../main/practice/runtime/capabilities.ts';

const plain = { privileged: false, addedCapabilities: [], droppedCapabilities: [], allowPrivilegeEscalation: true };
const SYS_ADMIN = 1n << 21n;
const SYS_PTRACE = 1n << 19n;

describe('what a process may get', () => {
  it('is what container runtimes give', () => {
    expect(capabilitySet(plain, true).toString(16)).toBe('a80425fb');
  });

  it('is that with additions and without what is dropped', () => {
    expect(capabilitySet({ ...plain, addedCapabilities: ['SYS_PTRACE'] }, true) & SYS_PTRACE).toBe(SYS_PTRACE);
    expect(capabilitySet({ ...plain, droppedCapabilities: ['ALL'] }, true)).toBe(0n);
    const only = { ...plain, droppedCapabilities: ['ALL'], addedCapabilities: ['SYS_PTRACE'] };
    expect(capabilitySet(only, true)).toBe(SYS_PTRACE);
  });

  it('is everything for a privileged one, but no mounting where the app is root', () => {
    const privileged = { ...plain, privileged: true };
    expect(capabilitySet(privileged, true) & SYS_ADMIN).toBe(SYS_ADMIN);
    expect(capabilitySet(privileged, false) & SYS_ADMIN).toBe(0n);
    expect(capabilitySet({ ...plain, addedCapabilities: ['ALL'] }, false) & SYS_ADMIN).toBe(0n);
  });
});
