import type { Profile } from './profile.ts';

export const sysadmin: Profile = {
  apply: (container) => ({ ...container, securityContext: { ...container.securityContext, privileged: true } }),
  strips: true,
  host: { namespaces: true, root: true },
  effects: [
    'Privileged: every capability and every device of the node. Whoever is in it can take over the node.',
    'A Kubernetes namespace that enforces baseline or restricted refuses it.',
  ],
};
