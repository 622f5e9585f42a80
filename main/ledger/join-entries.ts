/** The journal's lines and a cluster's part put together. Pure. */
import { createHash } from 'node:crypto';

import type { LedgerEntry, LedgerKind } from '../../preload/contract/ledger.ts';
import type { Pod } from '../kube/index.ts';
import type { FoundRecord, LedgerHandler } from './kind-handler.ts';
import { LedgerRecord, recordKey } from './ledger-record.ts';
import type { ClusterPart } from './read-cluster.ts';

export type Handlers = ReadonlyMap<LedgerKind, LedgerHandler>;

export interface Joined {
  readonly record: LedgerRecord;
  readonly entry: LedgerEntry;
  /** The cluster says that it is no longer there. */
  readonly isGone: boolean;
}

/** `part` is undefined for a context that nobody asks. */
export function joinEntries(
  context: string,
  records: readonly LedgerRecord[],
  part: ClusterPart | undefined,
  handlers: Handlers,
): readonly Joined[] {
  const forgotten = new Set<string>();
  const found = new Map(findAll(context, part, handlers).map((record) => [recordKey(record), record]));
  for (const record of records) if (record.closed?.how === 'forgotten') forgotten.add(recordKey(record));
  for (const record of records) if (record.closed === undefined) forgotten.delete(recordKey(record));
  for (const key of forgotten) found.delete(key);
  const joined = records
    .filter((record) => record.context === context && record.closed === undefined)
    .map((record) => {
      const seen = found.get(recordKey(record));
      found.delete(recordKey(record));
      return joinOne(seen === undefined ? record : { ...seen, ...record }, seen === undefined ? 'journal' : 'both');
    });
  return [...joined, ...[...found.values()].map((record) => joinOne(record, 'cluster'))];

  function joinOne(record: LedgerRecord, source: LedgerEntry['source']): Joined {
    const pod = podOf(record, part);
    const isMissing = record.kind === 'sharedProcesses' ? source === 'journal' : pod === undefined;
    const list = record.kind === 'sharedProcesses' ? undefined : record.kubeNamespace;
    const isGone = isMissing && part?.knowsAbsence(list, record.podUid, record.at) === true;
    const judgement = isGone
      ? { state: { state: 'gone' as const }, actions: [] }
      : (handlers.get(record.kind)?.judge(record, pod ?? 'unread') ?? {
          state: { state: 'unknown' as const },
          actions: [],
        });
    const { original: _original, closed: _closed, ...shown } = record;
    return { record, entry: { ...shown, ...judgement, source }, isGone };
  }
}

function findAll(context: string, part: ClusterPart | undefined, handlers: Handlers): readonly LedgerRecord[] {
  const pods = [...(part?.pods.values() ?? [])].flatMap((byUid) => [...byUid.values()]);
  const found = [...handlers.values()].flatMap((handler): readonly FoundRecord[] => [
    ...pods.flatMap((pod) => handler.findInPod?.(pod, context) ?? []),
    ...(part?.workloads ?? []).flatMap((workload) => handler.findInWorkload?.(workload, context) ?? []),
  ]);
  // What other people's objects say is as untrusted as a file.
  return found.flatMap((record) => {
    const checked = LedgerRecord.safeParse({ ...record, id: foundId(recordKey({ ...record })) });
    return checked.success ? [checked.data] : [];
  });
}

/** Of what no journal knows: the same each time. */
function foundId(key: string): string {
  return `found-${createHash('sha256').update(key).digest('hex')}`;
}

/** A workload is not among the pods: whether it is marked still is all that is known of it. */
function podOf(record: LedgerRecord, part: ClusterPart | undefined): Pod | 'unread' | undefined {
  if (record.kind === 'sharedProcesses') return 'unread';
  const pods = part?.pods.get(record.kubeNamespace);
  return pods === undefined ? 'unread' : pods.get(record.podUid);
}
