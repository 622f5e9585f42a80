/** The cluster's state: objects with versions, and a history that watches read and that can be forgotten. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { KubeObject, ObjectMeta } from '../../kube/index.ts';
import { apiVersionOf, type ResourceType } from './resource-types.ts';

/** A real server keeps about as many changes of a resource in memory. */
const HISTORY_LIMIT = 10_000;

export interface StoredObject extends KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta & { readonly name: string; readonly uid: string; readonly resourceVersion: string };
}

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  readonly resource: ResourceType;
  readonly object: StoredObject;
  /** As it was before, for selectors that it leaves. */
  readonly previous?: StoredObject;
}

export interface Store {
  /** Of the last change. */
  readonly version: number;
  /** Changes up to this one are forgotten. */
  readonly oldest: number;
  get(type: ResourceType, kubeNamespace: string | undefined, name: string): StoredObject | undefined;
  list(type: ResourceType, kubeNamespace?: string): readonly StoredObject[];
  /** As it was so many changes ago, as far as those are remembered. */
  listBefore(changes: number, type: ResourceType, kubeNamespace?: string): readonly StoredObject[];
  /** Creates the object, or replaces it; an object that stays as it was keeps its version. */
  put(type: ResourceType, object: KubeObject): StoredObject;
  /** What `put` would store, without a new version. */
  rehearse(type: ResourceType, object: KubeObject): StoredObject;
  remove(type: ResourceType, kubeNamespace: string | undefined, name: string): StoredObject | undefined;
  changesAfter(version: number): readonly Change[];
  /** How far its clock is ahead of the machine's. */
  setClock(aheadMs: number): void;
  /** Now, by its own clock. */
  timestamp(): string;
  /** Forgets all changes so far. */
  compact(): void;
  /** Returns how to stop listening. */
  onChange(listener: (change: Change) => void): () => void;
}

export function createStore(): Store {
  const objects = new Map<ResourceType, Map<string, StoredObject>>();
  const history: Change[] = [];
  const listeners = new Set<(change: Change) => void>();
  const untold: Change[] = [];
  let isTelling = false;
  let version = 1;
  let aheadMs = 0;
  let oldest = 0;

  const keyOf = (type: ResourceType, kubeNamespace: string | undefined, name: string): string =>
    type.namespaced ? `${kubeNamespace ?? ''}/${name}` : name;
  const kept = (type: ResourceType): Map<string, StoredObject> => {
    const known = objects.get(type) ?? new Map<string, StoredObject>();
    objects.set(type, known);
    return known;
  };

  const now = (): string => timestamp(new Date(Date.now() + aheadMs));

  function record(change: Change): void {
    history.push(change);
    if (history.length > HISTORY_LIMIT) oldest = history.shift()?.version ?? oldest;
    untold.push(change);
    if (isTelling) return;
    // What a listener changes in turn is told after this change, so that everybody hears of both in their order.
    isTelling = true;
    for (let next = untold.shift(); next !== undefined; next = untold.shift()) {
      for (const listener of [...listeners]) listener(next);
    }
    isTelling = false;
  }

  function rehearse(type: ResourceType, object: KubeObject): StoredObject {
    const { name, namespace } = object.metadata ?? {};
    if (name === undefined) throw new Error('an object needs a name');
    const before = kept(type).get(keyOf(type, namespace, name));
    const { creationTimestamp = now() } = before?.metadata ?? object.metadata ?? {};
    return structuredClone({
      ...object,
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      metadata: {
        ...object.metadata,
        name,
        uid: before?.metadata.uid ?? object.metadata?.uid ?? randomUUID(),
        creationTimestamp,
        resourceVersion: before?.metadata.resourceVersion ?? String(version),
      },
    });
  }

  const listed = (
    known: ReadonlyMap<string, StoredObject>,
    type: ResourceType,
    kubeNamespace: string | undefined,
  ): readonly StoredObject[] => {
    const prefix = type.namespaced && kubeNamespace !== undefined ? `${kubeNamespace}/` : '';
    return [...known.entries()]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, object]) => object);
  };

  return {
    get version() {
      return version;
    },
    get oldest() {
      return oldest;
    },
    get: (type, kubeNamespace, name) => kept(type).get(keyOf(type, kubeNamespace, name)),
    list: (type, kubeNamespace) => listed(kept(type), type, kubeNamespace),
    listBefore: (changes, type, kubeNamespace) => {
      const then = new Map(kept(type));
      for (const { resource, object, previous } of (changes === 0 ? [] : history.slice(-changes)).reverse()) {
        if (resource !== type) continue;
        const key = keyOf(type, object.metadata.namespace, object.metadata.name);
        if (previous === undefined) then.delete(key);
        else then.set(key, previous);
      }
      return listed(then, type, kubeNamespace);
    },
    rehearse,
    put: (type, object) => {
      const next = rehearse(type, object);
      const key = keyOf(type, next.metadata.namespace, next.metadata.name);
      const previous = kept(type).get(key);
      if (previous !== undefined && isDeepStrictEqual(previous, next)) return previous;
      version += 1;
      const stored = { ...next, metadata: { ...next.metadata, resourceVersion: String(version) } };
      kept(type).set(key, stored);
      const facts = { version, resource: type, object: stored };
      record(previous === undefined ? { type: 'ADDED', ...facts } : { type: 'MODIFIED', ...facts, previous });
      return stored;
    },
    remove: (type, kubeNamespace, name) => {
      const key = keyOf(type, kubeNamespace, name);
      const previous = kept(type).get(key);
      if (previous === undefined) return undefined;
      kept(type).delete(key);
      version += 1;
      const object = { ...previous, metadata: { ...previous.metadata, resourceVersion: String(version) } };
      record({ type: 'DELETED', version, resource: type, object, previous });
      return object;
    },
    changesAfter: (after) => history.filter((change) => change.version > after),
    setClock: (ahead) => {
      aheadMs = ahead;
    },
    timestamp: now,
    compact: () => {
      history.length = 0;
      oldest = version;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** To the second, as Kubernetes writes it. */
export function timestamp(at = new Date()): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
