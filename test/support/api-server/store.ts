/** The cluster's state: objects with versions, and a history that watches read and that can be forgotten. */
import { randomUUID } from 'node:crypto';

import type { KubeObject, ObjectMeta } from '../../../main/kube/index.ts';
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
  /** Creates the object, or replaces it; an object that stays as it was keeps its version. */
  put(type: ResourceType, object: KubeObject): StoredObject;
  /** What `put` would store, without a new version. */
  rehearse(type: ResourceType, object: KubeObject): StoredObject;
  remove(type: ResourceType, kubeNamespace: string | undefined, name: string): StoredObject | undefined;
  changesAfter(version: number): readonly Change[];
  /** Forgets all changes so far. */
  compact(): void;
  /** Returns how to stop listening. */
  onChange(listener: (change: Change) => void): () => void;
}

export function createStore(): Store {
  const objects = new Map<string, StoredObject>();
  const history: Change[] = [];
  const listeners = new Set<(change: Change) => void>();
  let version = 1;
  let oldest = 0;

  const keyOf = (type: ResourceType, kubeNamespace: string | undefined, name: string): string =>
    [type.group, type.resource, type.namespaced ? (kubeNamespace ?? '') : '', name].join('/');

  function record(change: Change): void {
    history.push(change);
    if (history.length > HISTORY_LIMIT) oldest = history.shift()?.version ?? oldest;
    for (const listener of [...listeners]) listener(change);
  }

  function rehearse(type: ResourceType, object: KubeObject): StoredObject {
    const { name, namespace } = object.metadata ?? {};
    if (name === undefined) throw new Error('an object needs a name');
    const before = objects.get(keyOf(type, namespace, name));
    return structuredClone({
      ...object,
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      metadata: {
        ...object.metadata,
        name,
        uid: before?.metadata.uid ?? object.metadata?.uid ?? randomUUID(),
        creationTimestamp: before?.metadata.creationTimestamp ?? object.metadata?.creationTimestamp ?? timestamp(),
        resourceVersion: before?.metadata.resourceVersion ?? String(version),
      },
    });
  }

  return {
    get version() {
      return version;
    },
    get oldest() {
      return oldest;
    },
    get: (type, kubeNamespace, name) => objects.get(keyOf(type, kubeNamespace, name)),
    list: (type, kubeNamespace) => {
      const prefix = keyOf(type, kubeNamespace, '');
      const all = type.namespaced && kubeNamespace === undefined ? `${type.group}/${type.resource}/` : prefix;
      return [...objects.entries()]
        .filter(([key]) => key.startsWith(all))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, object]) => object);
    },
    rehearse,
    put: (type, object) => {
      const next = rehearse(type, object);
      const key = keyOf(type, next.metadata.namespace, next.metadata.name);
      const previous = objects.get(key);
      if (previous !== undefined && JSON.stringify(previous) === JSON.stringify(next)) return previous;
      version += 1;
      const stored = { ...next, metadata: { ...next.metadata, resourceVersion: String(version) } };
      objects.set(key, stored);
      const facts = { version, resource: type, object: stored };
      record(previous === undefined ? { type: 'ADDED', ...facts } : { type: 'MODIFIED', ...facts, previous });
      return stored;
    },
    remove: (type, kubeNamespace, name) => {
      const key = keyOf(type, kubeNamespace, name);
      const previous = objects.get(key);
      if (previous === undefined) return undefined;
      objects.delete(key);
      version += 1;
      const object = { ...previous, metadata: { ...previous.metadata, resourceVersion: String(version) } };
      record({ type: 'DELETED', version, resource: type, object, previous });
      return object;
    },
    changesAfter: (after) => history.filter((change) => change.version > after),
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
export function timestamp(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
