/** Bytes between a socket that pushes and a reader that pulls. */
export interface ByteQueue extends AsyncIterable<Uint8Array> {
  readonly queuedBytes: number;
  push(bytes: Uint8Array): void;
  /** What is queued can still be read. */
  end(): void;
}

export interface ByteQueueOptions {
  /** Told when bytes leave the queue. */
  readonly onRead: () => void;
  /** Bytes kept at most; the oldest go first. Without it nothing is dropped. */
  readonly dropAbove?: number;
  readonly onDropped?: (bytes: number) => void;
}

export function byteQueue(options: ByteQueueOptions): ByteQueue {
  const { onRead, dropAbove = Number.POSITIVE_INFINITY, onDropped } = options;
  let chunks: Uint8Array[] = [];
  let queuedBytes = 0;
  let isEnded = false;
  let waiting: ((result: IteratorResult<Uint8Array, undefined>) => void) | undefined;

  function answer(result: IteratorResult<Uint8Array, undefined>): void {
    waiting?.(result);
    waiting = undefined;
  }

  const reader: AsyncIterator<Uint8Array, undefined> = {
    next: () => {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        queuedBytes -= chunk.length;
        onRead();
        return Promise.resolve({ done: false, value: chunk });
      }
      if (isEnded) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve) => (waiting = resolve));
    },
    // A reader that leaves must not hold up the other stream on the same socket.
    return: () => {
      isEnded = true;
      chunks = [];
      queuedBytes = 0;
      answer({ done: true, value: undefined });
      onRead();
      return Promise.resolve({ done: true, value: undefined });
    },
  };

  return {
    get queuedBytes() {
      return queuedBytes;
    },
    push: (bytes) => {
      if (isEnded || bytes.length === 0) return;
      if (waiting !== undefined) {
        answer({ done: false, value: bytes });
        return;
      }
      chunks.push(bytes);
      queuedBytes += bytes.length;
      while (queuedBytes > dropAbove && chunks.length > 1) {
        const dropped = chunks.shift()?.length ?? 0;
        queuedBytes -= dropped;
        onDropped?.(dropped);
      }
    },
    end: () => {
      isEnded = true;
      if (chunks.length === 0) answer({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]: () => reader,
  };
}
