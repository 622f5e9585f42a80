import { toAppError } from '../../preload/contract/errors.ts';
import { eventsPath, podsPath, type Cluster, type KubeEvent, type Pod } from '../kube/index.ts';
import { createMailbox } from '../streams/index.ts';
import type { Observation } from './start-phases.ts';

/** A reader that has stopped reading is owed the newest, not all. */
const UNREAD_LIMIT = 256;

export interface ObservedPod {
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly uid: string;
}

/**
 * The pod and its events, watched at once. Both watches start from their own list: a watch that starts at a pod's own
 * resourceVersion is answered with 410 Expired when the pod has been quiet for some minutes.
 */
export async function* observeContainer(
  cluster: Cluster,
  observed: ObservedPod,
  signal: AbortSignal,
): AsyncGenerator<Observation, void, undefined> {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  const mailbox = createMailbox<readonly Observation[]>((pending, next) => [...pending, ...next].slice(-UNREAD_LIMIT));
  const pumps = [
    pump(watchPod(cluster, observed, either), (observation) => mailbox.put([observation])).then(
      () => mailbox.end(),
      (error: unknown) => mailbox.end(toAppError(error)),
    ),
    // Whoever may not read events is told less, and the rest all the same.
    pump(watchEvents(cluster, observed, either), (observation) => mailbox.put([observation])).catch(() => undefined),
  ];
  try {
    for await (const observations of mailbox.read(signal)) yield* observations;
  } finally {
    ending.abort();
    await Promise.all(pumps);
  }
}

async function pump<Item>(items: AsyncIterable<Item>, take: (item: Item) => void): Promise<void> {
  for await (const item of items) take(item);
}

async function* watchPod(
  cluster: Cluster,
  { kubeNamespace, pod, uid }: ObservedPod,
  signal: AbortSignal,
): AsyncGenerator<Observation, void, undefined> {
  const list = { path: podsPath(kubeNamespace), fieldSelector: `metadata.name=${pod}` };
  for await (const event of cluster.watchList<Pod>(list, signal)) {
    if (event.type === 'state') continue;
    const items = event.type === 'synced' ? event.items : event.change === 'deleted' ? [] : [event.object];
    // Another uid is another pod, whatever its name.
    const same = items.find(({ metadata }) => metadata?.uid === uid);
    yield same === undefined ? { type: 'podGone' } : { type: 'pod', pod: same };
  }
}

async function* watchEvents(
  cluster: Cluster,
  { kubeNamespace, uid }: ObservedPod,
  signal: AbortSignal,
): AsyncGenerator<Observation, void, undefined> {
  const list = { path: eventsPath(kubeNamespace), fieldSelector: `involvedObject.uid=${uid}` };
  for await (const item of cluster.watchList<KubeEvent>(list, signal)) {
    if (item.type === 'synced') {
      for (const event of [...item.items].sort(byTime)) yield { type: 'event', event };
    } else if (item.type === 'changed' && item.change !== 'deleted') {
      yield { type: 'event', event: item.object };
    }
  }
}

function byTime(one: KubeEvent, other: KubeEvent): number {
  return timeOf(one).localeCompare(timeOf(other));
}

function timeOf({ eventTime, firstTimestamp, metadata }: KubeEvent): string {
  return eventTime ?? firstTimestamp ?? metadata.creationTimestamp ?? '';
}
