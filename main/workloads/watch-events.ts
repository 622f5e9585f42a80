import type { PodRef } from '../../preload/contract/references.ts';
import type { PodEvent } from '../../preload/contract/workloads.ts';
import { eventsPath, getPod, type Cluster, type KubeEvent } from '../kube/index.ts';
import { createLatestValue } from '../streams/index.ts';
import { optional } from './container-rows.ts';

/** The server keeps events for an hour; a pod that fails all the time has some tens, each with a count. */
const EVENTS_LIMIT = 500;

/** By the pod's uid, not its name: a StatefulSet's next pod of the same name starts with none. */
export async function* watchEvents(
  cluster: Cluster,
  { kubeNamespace, pod }: PodRef,
  signal: AbortSignal,
): AsyncGenerator<readonly PodEvent[], void, undefined> {
  const { metadata } = await getPod(cluster, { kubeNamespace, pod }, signal);
  const path = eventsPath(kubeNamespace);
  const fieldSelector = `involvedObject.uid=${metadata?.uid ?? ''}`;
  const known = new Map<string, PodEvent>();
  const ended = new AbortController();
  const closing = AbortSignal.any([signal, ended.signal]);
  const latest = createLatestValue<readonly PodEvent[] | undefined>(undefined);

  const follow = async (): Promise<void> => {
    for await (const event of cluster.watchList<KubeEvent>({ path, fieldSelector }, closing)) {
      if (event.type === 'state') continue;
      if (event.type === 'synced') known.clear();
      for (const object of event.type === 'synced' ? event.items : [event.object]) {
        const row = podEvent(object);
        if (event.type === 'changed' && event.change === 'deleted') known.delete(row.uid);
        else known.set(row.uid, row);
      }
      latest.set([...known.values()].sort((a, b) => b.lastSeen.localeCompare(a.lastSeen)).slice(0, EVENTS_LIMIT));
    }
  };
  const following = follow().finally(() => ended.abort());
  // Awaited below; until then a refusal must not count as unhandled.
  following.catch(() => undefined);
  try {
    for await (const events of latest.watch(closing)) if (events !== undefined) yield events;
    await following;
  } finally {
    ended.abort();
  }
}

function podEvent(event: KubeEvent): PodEvent {
  const { metadata, involvedObject, series, source } = event;
  const lastSeen = series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? metadata.creationTimestamp;
  return {
    uid: metadata.uid ?? '',
    type: event.type ?? '',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: series?.count ?? event.count ?? 1,
    ...optional('firstSeen', event.firstTimestamp ?? event.eventTime),
    lastSeen: lastSeen ?? '',
    source: [source?.component, event.reportingComponent].find((name) => name !== undefined && name !== '') ?? '',
    ...optional('container', /\{(.+)\}$/.exec(involvedObject.fieldPath ?? '')?.[1]),
  };
}
