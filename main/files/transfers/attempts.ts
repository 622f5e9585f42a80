import { setTimeout as wait } from 'node:timers/promises';

import { type AppError, cancelled, toAppError } from '../../../preload/contract/errors.ts';

/** Waits after connections lost in a row without a byte gained: a blink costs little, a restart or a sleeping laptop more. */
const BACK_OFF_MS = [250, 1_000, 3_000, 8_000] as const;
const LATER_MS = 15_000;
/** Five minutes without a cluster; then it is the person's turn. */
const LIMIT = 24;

export interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Tells how often it has begun anew so far. */
  readonly onLost: (error: AppError) => void;
  readonly onAgain: () => void;
}

/**
 * Does it until it succeeds or fails for another reason than a connection. `madeProgress` forgets the failures so far; it
 * is called whenever something has come.
 */
export async function withAttempts<T>(
  { signal, pause, onLost, onAgain }: AttemptOptions,
  work: (madeProgress: () => void) => Promise<T>,
): Promise<T> {
  let failures = 0;
  const madeProgress = (): void => {
    failures = 0;
  };
  for (;;) {
    try {
      return await work(madeProgress);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (signal.aborted) throw cancelled();
      if (!error.retryable || failures >= LIMIT) throw error;
      onLost(error);
      await pause(BACK_OFF_MS[failures] ?? LATER_MS, signal);
      failures += 1;
      signal.throwIfAborted();
      onAgain();
    }
  }
}

/** Ends early, without an error, when the signal aborts. */
export async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
