/** Whole seconds from an ISO 8601 time to now; 0 for what is no time. */
export function elapsedSeconds(since: string, now: number): number {
  const start = Date.parse(since);
  return Number.isNaN(start) ? 0 : Math.max(0, Math.round((now - start) / 1000));
}
