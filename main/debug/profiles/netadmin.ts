import { addCapabilities } from './add-capabilities.ts';
import type { Profile } from './profile.ts';

export const netadmin: Profile = {
  apply: (container) => addCapabilities(container, ['NET_ADMIN', 'NET_RAW']),
  strips: true,
  host: { namespaces: true, root: false },
  effects: [
    'Adds the capabilities NET_ADMIN and NET_RAW: it may capture packets and change addresses, routes and firewall rules of the pod.',
    'A Kubernetes namespace that enforces baseline or restricted refuses it.',
  ],
};
