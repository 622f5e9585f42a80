/** The stream of readings folded into one value. Pure. */
import type { NamespacesItem, PodNamespaces, ProcessView, ProcessViewChange } from '../../../preload/contract/index.ts';
import { addSamples, type ProcessHistory } from './process-history.ts';

export interface LiveNamespaces {
  readonly namespaces: PodNamespaces;
  readonly history: ProcessHistory;
}

export function applyItem(live: LiveNamespaces | undefined, item: NamespacesItem): LiveNamespaces {
  const before = live?.namespaces;
  const namespaces = item.type === 'read' ? item.namespaces : changedNamespaces(before, item);
  const history = namespaces.views.reduce<ProcessHistory>((known, view) => {
    const old = before?.views.find(({ container }) => container === view.container);
    return old === view ? known : addSamples(known, old, view);
  }, live?.history ?? new Map());
  return { namespaces, history };
}

function changedNamespaces(
  before: PodNamespaces | undefined,
  item: Extract<NamespacesItem, { readonly type: 'changed' }>,
): PodNamespaces {
  const changes = new Map(item.views.map((change) => [change.container, change]));
  return {
    at: item.at,
    rows: item.rows ?? before?.rows ?? [],
    findings: item.findings ?? before?.findings ?? [],
    views: (before?.views ?? []).map((view) => changedView(view, changes.get(view.container))),
  };
}

function changedView(view: ProcessView, change: ProcessViewChange | undefined): ProcessView {
  if (change === undefined) return view;
  const { changed, gone, ...facts } = change;
  const processes = new Map(view.processes.map((process) => [process.pid, process]));
  for (const pid of gone) processes.delete(pid);
  for (const process of changed) processes.set(process.pid, process);
  return { ...facts, processes: [...processes.values()] };
}
