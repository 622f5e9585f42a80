/** What belongs to nobody any more goes; an owner that waits for its own goes after them. */
import { deleteObject, FOREGROUND, ORPHAN } from '../api/deletion.ts';
import { KUBE_NAMESPACES, RESOURCE_TYPES, type ResourceType } from '../api/resource-types.ts';
import type { StoredObject } from '../api/store.ts';
import type { Controller, ControllerContext } from './controller.ts';

interface Kept {
  readonly type: ResourceType;
  readonly object: StoredObject;
}

export const collectGarbage: Controller = {
  concerns: ({ type, object }) =>
    type === 'DELETED' ||
    (object.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).length > 0),
  reconcile: (context) => {
    const all = RESOURCE_TYPES.flatMap((type) => context.store.list(type).map((object): Kept => ({ type, object })));
    const alive = new Map(all.map(({ object }) => [object.metadata.uid, object]));
    for (const kept of all) {
      const owners = kept.object.metadata.ownerReferences ?? [];
      const isAbandoned = owners.length > 0 && owners.every(({ uid }) => !alive.has(uid));
      const isAwaited = owners.some(({ uid }) => isDeleting(alive.get(uid), FOREGROUND));
      const isReleased = owners.some(({ uid }) => isDeleting(alive.get(uid), ORPHAN));
      if (isReleased) release(context, kept, alive);
      else if ((isAbandoned || isAwaited) && kept.object.metadata.deletionTimestamp === undefined) {
        deleteObject(context.store, kept.type, kept.object, isAwaited ? { propagationPolicy: 'Foreground' } : {});
      }
    }
    for (const kept of all) finish(context, kept, all);
  },
};

const isDeleting = (object: StoredObject | undefined, finalizer: string): boolean =>
  object?.metadata.deletionTimestamp !== undefined && object.metadata.finalizers?.includes(finalizer) === true;

function release({ store }: ControllerContext, { type, object }: Kept, alive: ReadonlyMap<string, StoredObject>): void {
  const ownerReferences = (object.metadata.ownerReferences ?? []).filter(
    ({ uid }) => !isDeleting(alive.get(uid), ORPHAN),
  );
  store.put(type, { ...object, metadata: { ...object.metadata, ownerReferences } });
}

/** An owner whose dependants are gone, or set free, loses the finalizer that waited for that. */
function finish({ store }: ControllerContext, { type, object }: Kept, all: readonly Kept[]): void {
  const current = store.get(type, object.metadata.namespace, object.metadata.name);
  if (current?.metadata.deletionTimestamp === undefined || type === KUBE_NAMESPACES) return;
  const has = all.some(({ type: kind, object: other }) => {
    const now = store.get(kind, other.metadata.namespace, other.metadata.name);
    return now?.metadata.ownerReferences?.some(({ uid }) => uid === current.metadata.uid) === true;
  });
  const finalizers = (current.metadata.finalizers ?? []).filter(
    (name) => has || (name !== FOREGROUND && name !== ORPHAN),
  );
  if (finalizers.length === (current.metadata.finalizers ?? []).length) return;
  if (finalizers.length === 0) store.remove(type, current.metadata.namespace, current.metadata.name);
  else store.put(type, { ...current, metadata: { ...current.metadata, finalizers } });
}
