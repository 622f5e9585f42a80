/** What every Kubernetes namespace has from its first moment, and that nothing is left in it at its last. */
import { deleteObject } from '../api/deletion.ts';
import { withDefaults } from '../api/defaults.ts';
import { CONFIG_MAPS, KUBE_NAMESPACES, RESOURCE_TYPES, SERVICE_ACCOUNTS } from '../api/resource-types.ts';
import type { Controller } from './controller.ts';

export const keepKubeNamespaces: Controller = {
  concerns: ({ resource, type, object }) =>
    resource === KUBE_NAMESPACES || (type === 'DELETED' && object.metadata.namespace !== undefined),
  reconcile: ({ store }) => {
    for (const kubeNamespace of store.list(KUBE_NAMESPACES)) {
      const { name, deletionTimestamp } = kubeNamespace.metadata;
      if (deletionTimestamp === undefined) {
        store.put(KUBE_NAMESPACES, withDefaults(KUBE_NAMESPACES, { ...kubeNamespace }));
        if (store.get(SERVICE_ACCOUNTS, name, 'default') === undefined) {
          store.put(SERVICE_ACCOUNTS, { metadata: { name: 'default', namespace: name } });
        }
        if (store.get(CONFIG_MAPS, name, 'kube-root-ca.crt') === undefined) {
          store.put(CONFIG_MAPS, {
            metadata: { name: 'kube-root-ca.crt', namespace: name },
            ...{ data: { 'ca.crt': '' } },
          });
        }
        continue;
      }
      const content = RESOURCE_TYPES.filter(({ namespaced }) => namespaced).flatMap((type) =>
        store.list(type, name).map((object) => ({ type, object })),
      );
      for (const { type, object } of content) {
        if (object.metadata.deletionTimestamp === undefined) deleteObject(store, type, object);
      }
      if (content.length === 0) store.remove(KUBE_NAMESPACES, undefined, name);
    }
  },
};
