/** Who may work now: so many at a time, in the order of asking. */
export interface Turns {
  /** Resolves when it is one's turn, with how to give it back; rejects never, an aborted one gets a turn that is none. */
  take(signal: AbortSignal): Promise<() => void>;
  /** One more for somebody who has one, if nobody waits. */
  takeSpare(): (() => void) | undefined;
}

export function createTurns(limit: number): Turns {
  const waiting: (() => void)[] = [];
  let taken = 0;

  function give(): () => void {
    taken += 1;
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      taken -= 1;
      waiting.shift()?.();
    };
  }

  return {
    takeSpare: () => (taken < limit && waiting.length === 0 ? give() : undefined),
    take: (signal) => {
      if (signal.aborted) return Promise.resolve(() => undefined);
      if (taken < limit) return Promise.resolve(give());
      return new Promise((resolve) => {
        const begin = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(give());
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(begin), 1);
          resolve(() => undefined);
        };
        waiting.push(begin);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
