import type { Profile } from './profile.ts';

/** Sets no user: an image whose user is root fails to start, which is what the profile asks for. */
export const restricted: Profile = {
  apply: (container) => ({
    ...container,
    securityContext: {
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  }),
  strips: true,
  host: { namespaces: false, root: false },
  effects: [
    'Must not run as root: an image whose user is root, or a name instead of a number, does not start.',
    'All capabilities are dropped, privileges cannot be gained, system calls are filtered by the runtime’s default.',
  ],
};
