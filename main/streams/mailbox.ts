/**
 * One reader's inbox. The writer never waits and the inbox never grows: what has not been read yet is merged into one
 * pending item, so a slow window costs the memory of one item and sees the newest state when it looks again.
 */
export interface Mailbox<Item> {
  put(item: Item): void;
  /** The reader gets what is pending, and then the end or the error. */
  end(error?: Error): void;
  /** To be read once. Ends quietly when the signal aborts. */
  read(signal: AbortSignal): AsyncGenerator<Item, void, undefined>;
}

export function createMailbox<Item>(merge: (pending: Item, next: Item) => Item): Mailbox<Item> {
  let pending: { readonly item: Item } | undefined;
  let ended: { readonly error: Error | undefined } | undefined;
  let wake: (() => void) | undefined;

  async function* read(signal: AbortSignal): AsyncGenerator<Item, void, undefined> {
    const onAbort = (): void => wake?.();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        if (pending !== undefined) {
          const { item } = pending;
          pending = undefined;
          yield item;
        } else if (ended !== undefined) {
          if (ended.error !== undefined) throw ended.error;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          wake = undefined;
        }
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  return {
    put: (item) => {
      if (ended !== undefined) return;
      pending = { item: pending === undefined ? item : merge(pending.item, item) };
      wake?.();
    },
    end: (error) => {
      ended ??= { error };
      wake?.();
    },
    read,
  };
}
