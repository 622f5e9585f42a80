/**
 * Pods and workloads of one Kubernetes namespace, joined by their owners. Keeps rows, never the objects they came from, and
 * knows which rows changed since they were last asked for.
 */
import { isDeepStrictEqual } from 'node:util';

import type { PodRow, WorkloadRow } from '../../preload/contract/workloads.ts';
import type { KubeObject, Pod } from '../kube/index.ts';
import { keepPod, type KeptPod } from './pod-row.ts';
import { keepWorkload, type KeptWorkload, type WorkloadKind, type WorkloadObject } from './workload-row.ts';

export type JoinedKind = 'Pod' | WorkloadKind;

export type JoinedRow = { readonly pod: PodRow } | { readonly workload: WorkloadRow };

export interface WorkloadsJoin {
  /** All objects of a kind, as of now. */
  replace(kind: JoinedKind, objects: readonly KubeObject[]): void;
  put(kind: JoinedKind, object: KubeObject): void;
  remove(object: KubeObject): void;
  /** Uids of rows that are new, different or gone since the last call. */
  takeChanges(): ReadonlySet<string>;
  /** As of the last `takeChanges`. */
  row(uid: string): JoinedRow | undefined;
  rows(): Iterable<JoinedRow>;
}

export function createWorkloadsJoin(): WorkloadsJoin {
  const pods = new Map<string, KeptPod>();
  const workloads = new Map<string, KeptWorkload>();
  /** Owner to what it owns: its row decides which workload those belong to. */
  const owned = new Map<string, Set<string>>();
  const kinds = new Map<string, JoinedKind>();
  const published = new Map<string, JoinedRow>();
  let touched = new Set<string>();

  const touch = (uid: string): void => {
    touched.add(uid);
    for (const child of owned.get(uid) ?? []) touch(child);
  };

  const drop = (uid: string): void => {
    touch(uid);
    const owner = (pods.get(uid) ?? workloads.get(uid))?.owner;
    if (owner !== undefined) {
      owned.get(owner)?.delete(uid);
      if (owned.get(owner)?.size === 0) owned.delete(owner);
    }
    pods.delete(uid);
    workloads.delete(uid);
    kinds.delete(uid);
  };

  const put = (kind: JoinedKind, object: KubeObject): void => {
    const uid = object.metadata?.uid;
    if (uid === undefined) return;
    drop(uid);
    const owner = keep(kind, uid, object);
    kinds.set(uid, kind);
    // An owner loop would be followed for ever; the server makes none, a hostile one might.
    if (owner !== undefined && owner !== uid && !ancestors(owner).includes(uid)) {
      owned.set(owner, (owned.get(owner) ?? new Set()).add(uid));
    }
    touch(uid);
  };

  const keep = (kind: JoinedKind, uid: string, object: KubeObject): string | undefined => {
    if (kind === 'Pod') {
      const kept = keepPod(object satisfies Pod);
      pods.set(uid, kept);
      return kept.owner;
    }
    const kept = keepWorkload(kind, object satisfies WorkloadObject);
    workloads.set(uid, kept);
    return kept.owner;
  };

  /** Nearest first; as many as Kubernetes ever nests, and a few more. */
  const ancestors = (uid: string): readonly string[] => {
    const found: string[] = [];
    for (
      let next: string | undefined = uid;
      next !== undefined && found.length < 8;
      next = workloads.get(next)?.owner
    ) {
      found.push(next);
    }
    return found;
  };

  const project = (uid: string): JoinedRow | undefined => {
    const workload = workloads.get(uid);
    if (workload !== undefined) return workload.hidden ? undefined : { workload: workload.row };
    const pod = pods.get(uid);
    if (pod === undefined) return undefined;
    const shown =
      pod.owner === undefined
        ? undefined
        : ancestors(pod.owner).find((owner) => workloads.get(owner)?.hidden === false);
    return { pod: shown === undefined ? pod.row : { ...pod.row, workload: shown } };
  };

  return {
    put,
    remove: ({ metadata }) => {
      if (metadata?.uid !== undefined) drop(metadata.uid);
    },
    replace: (kind, objects) => {
      const present = new Set(objects.map(({ metadata }) => metadata?.uid));
      for (const [uid, known] of kinds) if (known === kind && !present.has(uid)) drop(uid);
      for (const object of objects) put(kind, object);
    },
    takeChanges: () => {
      const changes = new Set<string>();
      for (const uid of touched) {
        const next = project(uid);
        if (isDeepStrictEqual(next, published.get(uid))) continue;
        changes.add(uid);
        if (next === undefined) published.delete(uid);
        else published.set(uid, next);
      }
      touched = new Set();
      return changes;
    },
    row: (uid) => published.get(uid),
    rows: () => published.values(),
  };
}
