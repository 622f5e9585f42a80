import type { Timers } from '../timers.ts';

/** client-go's reflector waits as long. */
const FIRST_MS = 800;
const LONGEST_MS = 30_000;
/** So long without a failure, and the next one counts as the first. */
const FORGET_AFTER_MS = 2 * 60_000;

export interface BackOff {
  /** How long to wait after a failure that has just happened. */
  next(): number;
}

/** Doubling delays, each somewhere in its upper half so that many clients do not come back at once. */
export function backOff(timers: Timers, random: () => number): BackOff {
  let failures = 0;
  let lastFailure = Number.NEGATIVE_INFINITY;
  return {
    next: () => {
      const now = timers.now();
      if (now - lastFailure > FORGET_AFTER_MS) failures = 0;
      lastFailure = now;
      const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
      failures += 1;
      return Math.round((whole * (1 + random())) / 2);
    },
  };
}
