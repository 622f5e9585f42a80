import type { Timers } from '../../../../main/kube/timers.ts';

export interface ManualTimers extends Timers {
  /** Lets this much time pass, running what falls due in order. */
  advance(milliseconds: number): void;
  readonly pending: number;
}

export function manualTimers(): ManualTimers {
  let now = 0;
  let due: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after: (milliseconds, run) => {
      const entry = { at: now + milliseconds, run };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    advance: (milliseconds) => {
      const until = now + milliseconds;
      for (;;) {
        const next = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        due = due.filter((other) => other !== next);
        now = next.at;
        next.run();
      }
      now = until;
    },
    get pending() {
      return due.length;
    },
  };
}
