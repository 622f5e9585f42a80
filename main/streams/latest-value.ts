import { createMailbox, type Mailbox } from './mailbox.ts';

/** A value that changes, and any number of readers who each want the newest one. */
export interface LatestValue<Value> {
  readonly current: Value;
  set(value: Value): void;
  /** The present value at once, then each newer one; values between two reads are skipped. */
  watch(signal: AbortSignal): AsyncGenerator<Value, void, undefined>;
}

export function createLatestValue<Value>(initial: Value): LatestValue<Value> {
  let current = initial;
  const readers = new Set<Mailbox<Value>>();

  async function* watch(signal: AbortSignal): AsyncGenerator<Value, void, undefined> {
    const mailbox = createMailbox<Value>((_pending, next) => next);
    mailbox.put(current);
    readers.add(mailbox);
    try {
      yield* mailbox.read(signal);
    } finally {
      readers.delete(mailbox);
    }
  }

  return {
    get current(): Value {
      return current;
    },
    set: (value) => {
      current = value;
      for (const reader of readers) reader.put(value);
    },
    watch,
  };
}
