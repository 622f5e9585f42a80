/** The watched lists of one Kubernetes namespace, joined and shared by all who look at it. */
import { AppError, toAppError, type ErrorForm } from '../../preload/contract/errors.ts';
import type { Freshness, WorkloadsItem } from '../../preload/contract/workloads.ts';
import { resourcePath, type Cluster, type KubeObject, type ReflectorEvent } from '../kube/index.ts';
import { createMailbox, type Mailbox } from '../streams/index.ts';
import { combineFreshness, freshnessOf, staleSince, type ListState } from './freshness.ts';
import { createWorkloadsJoin, type JoinedKind, type JoinedRow } from './workloads-join.ts';

/** Changes come in swarms (a rollout, a relist); a person sees no difference below a tenth of a second. */
const GATHER_MS = 50;

const LISTS: readonly { readonly kind: JoinedKind; readonly group?: string; readonly resource: string }[] = [
  { kind: 'Pod', resource: 'pods' },
  { kind: 'Deployment', group: 'apps', resource: 'deployments' },
  { kind: 'ReplicaSet', group: 'apps', resource: 'replicasets' },
  { kind: 'StatefulSet', group: 'apps', resource: 'statefulsets' },
  { kind: 'DaemonSet', group: 'apps', resource: 'daemonsets' },
  { kind: 'Job', group: 'batch', resource: 'jobs' },
  { kind: 'CronJob', group: 'batch', resource: 'cronjobs' },
];

export interface WorkloadsFeed {
  /** Set when the lists cannot go on (no longer signed in, connection closed): a new feed is needed. */
  readonly failed: boolean;
  watch(signal: AbortSignal): AsyncGenerator<WorkloadsItem, void, undefined>;
}

/** What a reader has not seen yet: rows by their uid, looked up when it reads. */
interface Unseen {
  readonly snapshot: boolean;
  readonly changed: ReadonlySet<string>;
  readonly freshness: boolean;
}

function mergeUnseen(pending: Unseen, next: Unseen): Unseen {
  return {
    snapshot: pending.snapshot || next.snapshot,
    changed: new Set([...pending.changed, ...next.changed]),
    freshness: pending.freshness || next.freshness,
  };
}

export function createWorkloadsFeed(cluster: Cluster, kubeNamespace: string, signal: AbortSignal): WorkloadsFeed {
  const join = createWorkloadsJoin();
  const states = new Map<JoinedKind, ListState>();
  const denied = new Map<JoinedKind, ErrorForm>();
  /** What has been listed at least once; its rows stay. */
  const listed = new Set<JoinedKind>();
  const followed = new Set<JoinedKind>();
  const readers = new Set<Mailbox<Unseen>>();
  const ended = new AbortController();
  const closing = AbortSignal.any([signal, ended.signal]);
  let freshness: Freshness = { state: 'connecting' };
  let ready = false;
  let relisted = false;
  let timer: NodeJS.Timeout | undefined;
  let failure: AppError | undefined;

  function tell(unseen: Unseen): void {
    for (const reader of readers) reader.put(unseen);
  }

  function flush(): void {
    timer = undefined;
    if (!ready) ready = LISTS.every(({ kind }) => states.has(kind));
    if (!ready) return;
    const changed = join.takeChanges();
    // A snapshot makes its reader take all for new: how old it is goes with it.
    if (relisted || changed.size > 0) tell({ snapshot: relisted, changed, freshness: relisted });
    relisted = false;
  }

  function gather(): void {
    timer ??= setTimeout(flush, GATHER_MS);
  }

  function settle(kind: JoinedKind, state: ListState): void {
    states.set(kind, state);
    const next = combineFreshness([...states.values()], LISTS.length, freshness);
    if (JSON.stringify(next) === JSON.stringify(freshness)) return;
    freshness = next;
    tell({ snapshot: false, changed: new Set(), freshness: true });
  }

  function apply(kind: JoinedKind, event: ReflectorEvent<KubeObject>): void {
    switch (event.type) {
      case 'synced':
        join.replace(kind, event.items);
        listed.add(kind);
        if (denied.delete(kind) || !states.has(kind)) settle(kind, { state: 'live' });
        relisted = true;
        gather();
        break;
      case 'changed':
        if (event.change === 'deleted') join.remove(event.object);
        else join.put(kind, event.object);
        gather();
        break;
      case 'state':
        // Before the first list nothing is settled but a failure: the others are shown without it.
        if (event.state === 'connecting' && (!states.has(kind) || denied.has(kind))) break;
        // Not to be tried again: the list throws the same error next, and what it means is decided there.
        if (event.state === 'stale' && event.retryInMs === undefined) break;
        settle(kind, freshnessOf(event));
        gather();
        break;
    }
  }

  async function follow({ kind, group, resource }: (typeof LISTS)[number]): Promise<void> {
    if (followed.has(kind)) return;
    followed.add(kind);
    const path = resourcePath({ resource, kubeNamespace, ...(group === undefined ? {} : { group }) });
    try {
      for await (const event of cluster.watchList<KubeObject>({ path }, closing)) apply(kind, event);
      if (!closing.aborted) fail(new AppError('DISCONNECTED', 'The connection to the cluster was closed.', {}));
    } catch (error) {
      const problem = toAppError(error);
      if (closing.aborted) return;
      if (problem.code !== 'FORBIDDEN' && problem.code !== 'NOT_FOUND') {
        fail(problem);
        return;
      }
      // What was shown before stays, and is old: rights may have been taken away while somebody looks.
      denied.set(kind, problem.toForm());
      settle(kind, listed.has(kind) ? staleSince(problem) : { state: 'live' });
      relisted = true;
      gather();
    } finally {
      followed.delete(kind);
    }
  }

  function fail(problem: AppError): void {
    failure ??= problem;
    for (const reader of readers) reader.end(failure);
    ended.abort();
  }

  async function* watch(readerSignal: AbortSignal): AsyncGenerator<WorkloadsItem, void, undefined> {
    const mailbox = createMailbox(mergeUnseen);
    let sequence = 0;
    if (failure !== undefined) throw failure;
    readers.add(mailbox);
    mailbox.put({ snapshot: ready, changed: new Set(), freshness: true });
    // Rights may have been given since they were last asked for.
    for (const list of LISTS) if (denied.has(list.kind)) void follow(list);
    try {
      for await (const unseen of mailbox.read(readerSignal)) {
        if (unseen.snapshot)
          yield {
            type: 'snapshot',
            sequence: sequence++,
            ...snapshotOf(join.rows()),
            denied: LISTS.flatMap(({ kind }) => denied.get(kind) ?? []),
          };
        else if (unseen.changed.size > 0)
          yield { type: 'delta', sequence: sequence++, ...deltaOf(unseen.changed, join.row) };
        if (unseen.freshness) yield { type: 'freshness', sequence: sequence++, freshness };
      }
    } finally {
      readers.delete(mailbox);
    }
  }

  closing.addEventListener('abort', () => clearTimeout(timer), { once: true });
  for (const list of LISTS) void follow(list);
  return {
    get failed(): boolean {
      return failure !== undefined;
    },
    watch,
  };
}

function snapshotOf(rows: Iterable<JoinedRow>): Pick<WorkloadsItem & { type: 'snapshot' }, 'pods' | 'workloads'> {
  const all = [...rows];
  return {
    pods: all.flatMap((row) => ('pod' in row ? [row.pod] : [])),
    workloads: all.flatMap((row) => ('workload' in row ? [row.workload] : [])),
  };
}

function deltaOf(
  changed: ReadonlySet<string>,
  rowOf: (uid: string) => JoinedRow | undefined,
): Pick<WorkloadsItem & { type: 'delta' }, 'pods' | 'workloads' | 'removed'> {
  const rows = [...changed].map((uid) => ({ uid, row: rowOf(uid) }));
  return {
    ...snapshotOf(rows.flatMap(({ row }) => row ?? [])),
    removed: rows.filter(({ row }) => row === undefined).map(({ uid }) => uid),
  };
}
