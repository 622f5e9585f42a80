/** What a Kubernetes namespace's list has said so far, folded into one value. */
import type { ErrorForm, Freshness, PodRow, WorkloadRow, WorkloadsItem } from '../../preload/contract/index.ts';

export interface WorkloadsView {
  /** By uid, as are `workloads`. */
  readonly pods: ReadonlyMap<string, PodRow>;
  readonly workloads: ReadonlyMap<string, WorkloadRow>;
  /** What this user may not list. */
  readonly denied: readonly ErrorForm[];
  readonly freshness: Freshness;
  /** A snapshot has come: an empty list is then really empty. */
  readonly isKnown: boolean;
}

const NOTHING_YET: WorkloadsView = {
  pods: new Map(),
  workloads: new Map(),
  denied: [],
  freshness: { state: 'connecting' },
  isKnown: false,
};

export function reduceWorkloads(view: WorkloadsView = NOTHING_YET, item: WorkloadsItem): WorkloadsView {
  switch (item.type) {
    case 'snapshot':
      return {
        pods: byUid(item.pods),
        workloads: byUid(item.workloads),
        denied: item.denied,
        freshness: { state: 'live' },
        isKnown: true,
      };
    case 'delta':
      return {
        ...view,
        pods: changed(view.pods, item.pods, item.removed),
        workloads: changed(view.workloads, item.workloads, item.removed),
      };
    case 'freshness':
      return { ...view, freshness: item.freshness };
  }
}

function byUid<Row extends { readonly uid: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.uid, row]));
}

function changed<Row extends { readonly uid: string }>(
  rows: ReadonlyMap<string, Row>,
  news: readonly Row[],
  removed: readonly string[],
): ReadonlyMap<string, Row> {
  if (news.length === 0 && !removed.some((uid) => rows.has(uid))) return rows;
  const next = new Map(rows);
  for (const row of news) next.set(row.uid, row);
  for (const uid of removed) next.delete(uid);
  return next;
}
