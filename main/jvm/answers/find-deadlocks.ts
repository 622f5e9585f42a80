import type { JavaLock } from '../../../preload/contract/jvm-answers.ts';

/** A thread needs one lock at a time, so each leads to one other at most: circles are found by following them. */
export function findDeadlocks(locks: readonly JavaLock[]): readonly (readonly number[])[] {
  const next = new Map<number, number>();
  for (const { owner, waiters } of locks) {
    if (owner !== undefined) for (const waiter of waiters) next.set(waiter, owner);
  }
  const finished = new Set<number>();
  const found: number[][] = [];
  for (const start of next.keys()) {
    const path = new Map<number, number>();
    let at: number | undefined = start;
    while (at !== undefined && !finished.has(at) && !path.has(at)) {
      path.set(at, path.size);
      at = next.get(at);
    }
    const from = at === undefined ? undefined : path.get(at);
    if (from !== undefined) found.push([...path.keys()].slice(from));
    for (const thread of path.keys()) finished.add(thread);
  }
  return found;
}
