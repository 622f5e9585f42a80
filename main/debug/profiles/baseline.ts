import { clearSecurity } from './clear-security.ts';
import type { Profile } from './profile.ts';

export const baseline: Profile = {
  apply: clearSecurity,
  strips: true,
  host: { namespaces: false, root: false },
  effects: [
    'No security context of its own: the default capabilities of the runtime, the user of the image or the pod.',
    'Files of a target that runs as another user stay closed to it.',
  ],
};
