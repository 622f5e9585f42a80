/** A stream read item by item until the awaited one comes. */
export interface Follower<Item> {
  /** Everything that came so far. */
  readonly seen: readonly Item[];
  /** The next item that is accepted; rejects when the stream ends without one. */
  until<Wanted extends Item>(accept: (item: Item) => item is Wanted): Promise<Wanted>;
  until(accept: (item: Item) => boolean): Promise<Item>;
  close(): Promise<void>;
}

export function follow<Item>(stream: AsyncIterable<Item>): Follower<Item> {
  const items = stream[Symbol.asyncIterator]();
  const seen: Item[] = [];
  return {
    seen,
    until: async (accept: (item: Item) => boolean): Promise<never> => {
      for (;;) {
        const next = await items.next();
        if (next.done === true) throw new Error(`ended after ${JSON.stringify(seen.slice(-3))}`);
        seen.push(next.value);
        // The overloads say what the caller gets.
        if (accept(next.value)) return next.value as never;
      }
    },
    close: async () => {
      await items.return?.();
    },
  };
}
