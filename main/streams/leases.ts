/**
 * One thing for many users: opened for the first, kept while any uses it and a little longer, so that going back and forth
 * between two views does not start everything anew.
 */
export interface Leases<Key, Value> {
  take(key: Key): Lease<Value>;
  /** The value, if it is open; taking it back is no business of the caller. */
  peek(key: Key): Value | undefined;
  /** Closes it now, for its present users as well; the next one opens it anew. */
  discard(key: Key): void;
  /** Ends all at once. */
  dispose(): void;
}

export interface Lease<Value> {
  readonly value: Value;
  /** Once; more often does nothing. */
  release(): void;
}

export function createLeases<Key, Value>(
  /** The signal aborts when nobody has used it for `lingerMs`. */
  open: (key: Key, signal: AbortSignal) => Value,
  lingerMs: number,
): Leases<Key, Value> {
  interface Open {
    readonly value: Value;
    readonly closing: AbortController;
    users: number;
    timer: NodeJS.Timeout | undefined;
  }
  const all = new Map<Key, Open>();

  const close = (key: Key, opened: Open): void => {
    clearTimeout(opened.timer);
    if (all.get(key) === opened) all.delete(key);
    opened.closing.abort();
  };

  return {
    peek: (key) => all.get(key)?.value,
    take: (key) => {
      let opened = all.get(key);
      if (opened === undefined) {
        const closing = new AbortController();
        opened = { value: open(key, closing.signal), closing, users: 0, timer: undefined };
        all.set(key, opened);
      }
      const taken = opened;
      clearTimeout(taken.timer);
      taken.users += 1;
      let released = false;
      return {
        value: taken.value,
        release: () => {
          if (released) return;
          released = true;
          taken.users -= 1;
          if (taken.users > 0 || taken.closing.signal.aborted) return;
          taken.timer = setTimeout(() => close(key, taken), lingerMs);
          taken.timer.unref();
        },
      };
    },
    discard: (key) => {
      const opened = all.get(key);
      if (opened !== undefined) close(key, opened);
    },
    dispose: () => {
      for (const [key, opened] of all) close(key, opened);
    },
  };
}
