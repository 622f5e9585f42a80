import type { KubeObject } from '../objects.ts';
import type { ReflectorEvent } from './reflector-event.ts';

export interface KnownObjects<Item extends KubeObject> {
  replace(items: readonly Item[]): void;
  /** What the event changes; `undefined` if it tells nothing new, as after a watch that was taken up again. */
  take(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: Item): ReflectorEvent<Item> | undefined;
}

function identity({ metadata }: KubeObject): string {
  return metadata?.uid ?? `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

/** Which objects the reader knows, in which version. */
export function knownObjects<Item extends KubeObject>(): KnownObjects<Item> {
  const versions = new Map<string, string | undefined>();
  return {
    replace: (items) => {
      versions.clear();
      for (const item of items) versions.set(identity(item), item.metadata?.resourceVersion);
    },
    take: (type, object) => {
      const id = identity(object);
      const isKnown = versions.has(id);
      if (type === 'DELETED') {
        versions.delete(id);
        return isKnown ? { type: 'changed', change: 'deleted', object } : undefined;
      }
      const version = object.metadata?.resourceVersion;
      if (isKnown && versions.get(id) === version) return undefined;
      versions.set(id, version);
      return { type: 'changed', change: isKnown ? 'modified' : 'added', object };
    },
  };
}
