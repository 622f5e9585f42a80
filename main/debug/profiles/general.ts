import { addCapabilities } from './add-capabilities.ts';
import type { Profile } from './profile.ts';

export const general: Profile = {
  apply: (container) => addCapabilities(container, ['SYS_PTRACE']),
  effects: [
    'Adds the capability SYS_PTRACE: it may look into, trace and stop processes that it sees, and read their files.',
    'A Kubernetes namespace that enforces baseline or restricted refuses it.',
  ],
};
