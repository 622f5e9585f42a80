import type { Profile } from './profile.ts';

/** Deprecated by kubectl, which plans to remove it in 1.39. */
export const legacy: Profile = {
  apply: (container) => container,
  strips: false,
  host: { namespaces: true, root: true },
  effects: [
    'Nothing is added: the container gets what its image and the runtime give by default.',
    'kubectl plans to remove this profile in 1.39.',
  ],
};
