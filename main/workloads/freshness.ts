/** How old what is shown may be, from how the watched lists behind it fare. */
import type { Freshness } from '../../preload/contract/workloads.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { KubeObject, ReflectorEvent } from '../kube/index.ts';

export type ListState = Freshness;

export function freshnessOf(
  event: Extract<ReflectorEvent<KubeObject>, { readonly type: 'state' }>,
  now: () => number = Date.now,
): Freshness {
  if (event.state !== 'stale') return { state: event.state };
  return {
    state: 'stale',
    since: new Date(now()).toISOString(),
    ...(event.error === undefined ? {} : { problem: event.error.toForm() }),
    ...(event.retryInMs === undefined ? {} : { retryAt: new Date(now() + event.retryInMs).toISOString() }),
  };
}

/** Nothing more is told of it, and it is not tried again by itself. */
export function staleSince(problem: AppError, now: () => number = Date.now): Freshness {
  return { state: 'stale', since: new Date(now()).toISOString(), problem: problem.toForm() };
}

/** One stale list makes the view stale, since the first of them became so; the view is live when all are. */
export function combineFreshness(lists: readonly Freshness[], expected: number, before: Freshness): Freshness {
  for (const list of lists) {
    if (list.state === 'stale') return before.state === 'stale' ? { ...list, since: before.since } : list;
  }
  if (lists.length < expected) return { state: 'connecting' };
  if (lists.every(({ state }) => state === 'live')) return { state: 'live' };
  // Connecting anew after a loss is still the loss, for the one who looks.
  return before.state === 'stale' ? before : { state: 'connecting' };
}
