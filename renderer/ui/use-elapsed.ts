import { useEffect, useState } from 'react';

import { callTogether } from './call-together.ts';

/**
 * Milliseconds since `startedAt`, rendered anew when what is shown changes: `untilChange` tells how long that takes. With larger
 * steps it is up to one step later, and many of them on a page are rendered at once.
 */
export function useElapsed(startedAt: number, untilChange: (elapsedMs: number) => number, stepMs = 1): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    // Counted from what is drawn, not from the clock: an edge between the two would be missed. A timer never fires before its
    // time by more than rounding; one millisecond more puts it after the edge.
    const due = Math.max(Date.now(), now + untilChange(now - startedAt)) + 1;
    return callTogether(due, stepMs, () => setNow(Date.now()));
  }, [startedAt, untilChange, now, stepMs]);
  return Math.max(0, now - startedAt);
}
