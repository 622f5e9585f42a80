interface Group {
  readonly callbacks: Set<() => void>;
  readonly timer: ReturnType<typeof setTimeout>;
}

const LONGEST_MS = 2 ** 31 - 1;

/** By the moment at which they are due. */
const groups = new Map<number, Group>();

/**
 * Calls at the next edge of the clock's steps after `at`, with all others that are due at the same edge: what forty rows draw then
 * is laid out once and not forty times. Returns how to take it back.
 */
export function callTogether(at: number, stepMs: number, callback: () => void): () => void {
  const now = Date.now();
  const due = Math.ceil(Math.min(at, now + LONGEST_MS - stepMs) / stepMs) * stepMs;
  const group = groups.get(due) ?? begin(due, due - now);
  // A function of its own: two may be waiting with the same one.
  const call = (): void => callback();
  group.callbacks.add(call);
  return () => {
    group.callbacks.delete(call);
    if (group.callbacks.size > 0) return;
    clearTimeout(group.timer);
    if (groups.get(due) === group) groups.delete(due);
  };
}

function begin(due: number, waitMs: number): Group {
  const callbacks = new Set<() => void>();
  const timer = setTimeout(() => {
    groups.delete(due);
    for (const callback of callbacks) callback();
  }, waitMs);
  const group = { callbacks, timer };
  groups.set(due, group);
  return group;
}
