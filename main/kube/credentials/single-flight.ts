import { cancelled } from '../../../preload/contract/errors.ts';

export interface SingleFlight<T> {
  /** Joins the run under way or starts one. A caller that aborts only leaves; the last one to leave ends the run. */
  join(signal?: AbortSignal): Promise<T>;
  dispose(): void;
}

/** However many ask at once, one run answers them all. */
export function singleFlight<T>(run: (signal: AbortSignal) => Promise<T>): SingleFlight<T> {
  let flight: { readonly result: Promise<T>; readonly abort: AbortController; waiting: number } | undefined;

  function start(): NonNullable<typeof flight> {
    const abort = new AbortController();
    const started = { result: run(abort.signal), abort, waiting: 0 };
    const landed = (): void => {
      if (flight === started) flight = undefined;
    };
    started.result.then(landed, landed);
    flight = started;
    return started;
  }

  return {
    join: (signal) => {
      if (signal?.aborted === true) return Promise.reject(cancelled());
      const joined = flight ?? start();
      joined.waiting += 1;
      return new Promise<T>((resolve, reject) => {
        const leave = (): void => {
          joined.waiting -= 1;
          if (joined.waiting === 0) {
            if (flight === joined) flight = undefined;
            joined.abort.abort();
          }
          reject(cancelled());
        };
        signal?.addEventListener('abort', leave, { once: true });
        void joined.result.then(resolve, reject).finally(() => {
          signal?.removeEventListener('abort', leave);
        });
      });
    },
    dispose: () => {
      flight?.abort.abort();
      flight = undefined;
    },
  };
}
