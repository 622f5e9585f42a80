import { useCallback, useSyncExternalStore } from 'react';

const SECOND_MS = 1000;

/** The time in whole seconds, kept up to date while something counts down. */
export function useNow(isCounting: boolean): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!isCounting) return () => undefined;
      const timer = setInterval(changed, SECOND_MS);
      return () => {
        clearInterval(timer);
      };
    },
    [isCounting],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / SECOND_MS) * SECOND_MS);
}
