/** A pause that others may cut short. */
export interface Bell {
  /** Ends the present pause, or the next one if there is none: a ring between two pauses is not lost. */
  ring(): void;
  /** Resolves at the ring, after `ms` or when the signal aborts; without `ms`, only the other two. */
  pause(signal: AbortSignal, ms?: number): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    pause: async (signal, ms) => {
      await new Promise<void>((resolve) => {
        if (rung || signal.aborted) {
          resolve();
          return;
        }
        const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', done, { once: true });
        wake = () => {
          signal.removeEventListener('abort', done);
          done();
        };
      });
      wake = undefined;
      rung = false;
    },
  };
}
