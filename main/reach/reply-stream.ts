import { FRAME_PAYLOAD_LIMIT } from './frames.ts';

/**
 * What may be under way for one request. A quarter of a second at 4 MB/s, and sixteen requests that nobody reads hold no
 * more than 16 MiB.
 */
export const OUTPUT_WINDOW = 1024 * 1024;
/** Credit goes back in steps of this size: less than the window, so that its other part keeps the link busy. */
const CREDIT_STEP = OUTPUT_WINDOW / 4;

export interface ReplyStream extends AsyncIterable<Uint8Array> {
  /** False if more came than there was credit for. */
  push(bytes: Uint8Array): boolean;
  /** With an error, the reader gets it after all that came before. */
  end(error?: Error): void;
  readonly receivedBytes: number;
}

export interface ReplyStreamOptions {
  /** How many bytes the program may send again, because so many were consumed. */
  readonly onCredit: (bytes: number) => void;
  /** The reader has left before the end. */
  readonly onLeft: () => void;
}

/** Can be read once. */
export function replyStream({ onCredit, onLeft }: ReplyStreamOptions): ReplyStream {
  const chunks: Uint8Array[] = [];
  let queuedBytes = 0;
  let consumedBytes = 0;
  let receivedBytes = 0;
  let ended: { readonly error?: Error } | undefined;
  let wake: (() => void) | undefined;

  function consumed(bytes: number): void {
    queuedBytes -= bytes;
    consumedBytes += bytes;
    if (consumedBytes < CREDIT_STEP || ended !== undefined) return;
    onCredit(consumedBytes);
    consumedBytes = 0;
  }

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const chunk = chunks.shift();
        if (chunk !== undefined) {
          // The chunk counts as consumed when the reader asks for the next one.
          yield chunk;
          consumed(chunk.length);
        } else if (ended !== undefined) {
          if (ended.error !== undefined) throw ended.error;
          return;
        } else {
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    } finally {
      chunks.length = 0;
      if (ended === undefined) onLeft();
    }
  }

  const reader = read();
  return {
    [Symbol.asyncIterator]: () => reader,
    push: (bytes) => {
      receivedBytes += bytes.length;
      queuedBytes += bytes.length;
      chunks.push(bytes);
      wake?.();
      return queuedBytes + consumedBytes <= OUTPUT_WINDOW + FRAME_PAYLOAD_LIMIT;
    },
    end: (error) => {
      ended ??= error === undefined ? {} : { error };
      wake?.();
    },
    get receivedBytes() {
      return receivedBytes;
    },
  };
}
