import { AppError, toAppError } from '../../../preload/contract/errors.ts';
import type { NamespacesItem, PodNamespaces, ProcessViewChange } from '../../../preload/contract/namespaces.ts';
import type { PodRef } from '../../../preload/contract/references.ts';
import { podsPath, type Cluster, type Pod } from '../../kube/index.ts';
import { createBell } from '../../streams/index.ts';
import { describePod } from '../model/describe-pod.ts';
import { containerAssigner } from '../probe/assign-containers.ts';
import { podContainers, type PodContainer } from '../probe/pod-containers.ts';
import type { ContainerProbe } from '../probe/probe-container.ts';
import type { ProgramLeases } from '../program-leases.ts';
import { changedView } from './changed-view.ts';
import { isCovered } from './covers.ts';
import { observeContainer, turns } from './observe-container.ts';

export interface WatchOptions {
  readonly cluster: Cluster;
  /** Without it every container is asked by a shell's script. */
  readonly programs?: ProgramLeases | undefined;
  readonly refreshMs: number;
  readonly now: () => Date;
}

interface Observer {
  readonly container: string;
  /** Of two containers that see the same, the one with the lower rank is asked. */
  readonly rank: number;
  readonly stop: AbortController;
  /** What it saw last; or why it cannot be asked. */
  view?: ContainerProbe;
  /** Has been asked, or need not be. */
  isSettled: boolean;
  isCovered: boolean;
}

/** The pod's namespaces and processes for as long as they are read; asks no container that another one speaks for. */
export async function* watchPodNamespaces(
  options: WatchOptions,
  ref: PodRef,
  signal: AbortSignal,
): AsyncGenerator<NamespacesItem, void, undefined> {
  const { cluster, now } = options;
  const ending = new AbortController();
  const whileRead = AbortSignal.any([signal, ending.signal]);
  const bell = createBell();
  const observers = new Map<string, Observer>();
  const assign = containerAssigner();
  const inTurn = turns();
  let pod: Pod | undefined;
  let failure: AppError | undefined;
  let sent: { readonly namespaces: PodNamespaces; readonly probes: readonly ContainerProbe[] } | undefined;

  function fail(thrown: unknown): void {
    if (whileRead.aborted) return;
    failure ??= toAppError(thrown);
    bell.ring();
  }

  /** What those see that are asked before this one. */
  function viewsBefore(rank: number): readonly ContainerProbe[] {
    return assign(
      pod ?? {},
      [...observers.values()].flatMap((other) => (other.rank < rank && other.view !== undefined ? [other.view] : [])),
    );
  }

  function start(observer: Observer): void {
    observer.isCovered = false;
    const isSpokenFor = (): boolean => {
      observer.isCovered = isCovered(observer.container, viewsBefore(observer.rank));
      if (observer.isCovered) delete observer.view;
      return observer.isCovered;
    };
    observeContainer({
      ...options,
      ref: { ...ref, container: observer.container },
      pod: () => pod ?? {},
      signal: AbortSignal.any([whileRead, observer.stop.signal]),
      inTurn,
      isSpokenFor,
      othersSettled: () => settled(({ rank }) => rank < observer.rank),
      onView: (view) => {
        observer.view = view;
      },
      onSettled: () => {
        observer.isSettled = true;
        bell.ring();
        wakeWaiters();
      },
    }).catch(fail);
  }

  const waiters = new Set<() => void>();
  function wakeWaiters(): void {
    for (const wake of waiters) wake();
  }
  async function settled(isMeant: (observer: Observer) => boolean): Promise<void> {
    const isOver = (): boolean =>
      whileRead.aborted || [...observers.values()].every((observer) => !isMeant(observer) || observer.isSettled);
    while (!isOver()) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiters.delete(wake);
          resolve();
        };
        waiters.add(wake);
      });
    }
  }

  /** Starts with what has come, and ends with what has gone. */
  function follow(next: Pod): void {
    pod = next;
    const wanted = podContainers(next).filter(({ running }) => running);
    const keys = new Set(wanted.map(({ name, id }) => `${name} ${id ?? ''}`));
    for (const [key, observer] of observers) {
      if (keys.has(key)) continue;
      observers.delete(key);
      observer.stop.abort();
    }
    const fresh: Observer[] = [];
    for (const [index, container] of wanted.entries()) {
      const { name, id } = container;
      const key = `${name} ${id ?? ''}`;
      const known = observers.get(key);
      if (known?.isCovered === true && !isCovered(name, viewsBefore(known.rank))) start(known);
      if (known !== undefined) continue;
      const rank = rankOf(container) * RANK_STEP + index;
      const observer: Observer = {
        container: name,
        rank,
        stop: new AbortController(),
        isSettled: false,
        isCovered: false,
      };
      observers.set(key, observer);
      fresh.push(observer);
    }
    // Not before all are known: each waits for those that may speak for it.
    for (const observer of fresh) start(observer);
    bell.ring();
    wakeWaiters();
  }

  async function followPod(): Promise<void> {
    const selection = { path: podsPath(ref.kubeNamespace), fieldSelector: `metadata.name=${ref.pod}` };
    for await (const event of cluster.watchList<Pod>(selection, whileRead)) {
      if (event.type === 'state') continue;
      const found = event.type === 'synced' ? event.items[0] : event.change === 'deleted' ? undefined : event.object;
      if (found === undefined) {
        const message = `There is no pod “${ref.pod}” in ${ref.kubeNamespace}.`;
        throw new AppError('NOT_FOUND', message, { resource: 'pods', name: ref.pod });
      }
      follow(found);
    }
  }

  function isWorthTelling(): boolean {
    const all = [...observers.values()];
    return all.every(({ isSettled }) => isSettled) || all.some(({ view }) => (view?.processes.length ?? 0) > 0);
  }

  function nextItem(present: Pod): NamespacesItem | undefined {
    const inOrder = [...observers.values()].sort((one, other) => one.rank - other.rank);
    const probes = assign(
      present,
      inOrder.flatMap(({ view }) => view ?? []),
    );
    const namespaces = describePod({ scope: ref, pod: present, probes, at: now() });
    const before = sent;
    sent = { namespaces, probes };
    if (before === undefined || !sameContainers(before.probes, probes)) return { type: 'read', namespaces };
    const views = probes.flatMap((probe, index): readonly ProcessViewChange[] => {
      const old = before.probes[index];
      return old === undefined || old === probe || old.clockMs === probe.clockMs ? [] : [changedView(old, probe)];
    });
    const isSameMap = JSON.stringify(before.namespaces.rows) === JSON.stringify(namespaces.rows);
    if (views.length === 0 && isSameMap) return undefined;
    return {
      type: 'changed',
      at: namespaces.at,
      views,
      ...(isSameMap ? {} : { rows: namespaces.rows, findings: namespaces.findings }),
    };
  }

  followPod().catch(fail);
  try {
    while (!signal.aborted) {
      await bell.pause(whileRead);
      if (failure !== undefined) throw failure;
      if (pod === undefined || !isWorthTelling()) continue;
      const item = nextItem(pod);
      if (item !== undefined) yield item;
    }
  } finally {
    ending.abort();
    wakeWaiters();
  }
}

function sameContainers(one: readonly ContainerProbe[], other: readonly ContainerProbe[]): boolean {
  return one.length === other.length && one.every(({ container }, index) => container === other[index]?.container);
}

/** No pod has as many containers. */
const RANK_STEP = 10_000;

/** Debug containers first: the program may be put there, and they are made for looking. Then who may see most. */
function rankOf({ isDebugger, mayTrace }: PodContainer): number {
  return isDebugger ? (mayTrace ? 0 : 1) : mayTrace ? 2 : 3;
}
