import { watch } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { createBell } from '../streams/index.ts';

/** It rests so many times as long as reading took: a file that changes all the time costs a tenth of a processor at most. */
const REST_TIMES = 9;
/** A JVM flushes once a second. */
const LEAST_REST_MS = 2000;

export interface FollowOptions {
  readonly signal: AbortSignal;
  readonly leastRestMs?: number;
}

/**
 * Reads when it begins, then after each change of the file, never twice at a time and with a rest in between: changes
 * meanwhile are one. Ends when `read` says that nothing more will come; throws what `read` throws, and where the file cannot
 * be watched.
 */
export async function followFile(
  path: string,
  read: (signal: AbortSignal) => Promise<boolean>,
  { signal, leastRestMs = LEAST_REST_MS }: FollowOptions,
): Promise<void> {
  const bell = createBell();
  let lost: Error | undefined;
  const watcher = watch(path, { persistent: false }, () => bell.ring());
  watcher.on('error', (error: Error) => {
    lost = error;
    bell.ring();
  });
  try {
    for (;;) {
      const started = performance.now();
      if (!(await read(signal))) return;
      const rest = Math.max(leastRestMs, (performance.now() - started) * REST_TIMES);
      await delay(rest, undefined, { signal, ref: false });
      await bell.pause(signal);
      signal.throwIfAborted();
      if (lost !== undefined) throw lost;
    }
  } finally {
    watcher.close();
  }
}
