import { useEffect, useState } from 'react';

/**
 * Milliseconds since `startedAt`, rendered anew exactly when what is shown changes: `untilChange` tells how long that takes.
 */
export function useElapsed(startedAt: number, untilChange: (elapsedMs: number) => number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    // Counted from what is drawn, not from the clock: an edge between the two would be missed.
    const wait = Math.max(0, now + untilChange(now - startedAt) - Date.now());
    // A timer never fires before its time by more than rounding; one millisecond more puts it after the edge.
    const timer = setTimeout(() => setNow(Date.now()), Math.min(wait + 1, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [startedAt, untilChange, now]);
  return Math.max(0, now - startedAt);
}
