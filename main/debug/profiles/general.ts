import { addCapabilities } from './add-capabilities.ts';
import { clearSecurity } from './clear-security.ts';
import type { Profile } from './profile.ts';

export const general: Profile = {
  apply: (container, style) =>
    style === 'node' ? clearSecurity(container) : addCapabilities(container, ['SYS_PTRACE']),
  strips: true,
  host: { namespaces: true, root: true },
  effects: [
    'Adds the capability SYS_PTRACE: it may look into, trace and stop processes that it sees, and read their files.',
    'A Kubernetes namespace that enforces baseline or restricted refuses it.',
  ],
};
