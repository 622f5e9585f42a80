/** Values of which one can be asked for by its rank, as if they were sorted; ranks are asked for in ascending order. */
export interface RankedValues {
  readonly count: number;
  at(rank: number): number;
  /** The next larger one. */
  behind(rank: number): number;
}

/**
 * The value that this part of all stays below, between two values where it lies between them, as `jfr view` counts; of
 * none, 0.
 */
export function percentileOf({ count, at, behind }: RankedValues, part: number): number {
  if (count === 0) return 0;
  const place = (count + 1) * part - 1;
  const rank = Math.min(Math.max(0, Math.floor(place)), count - 1);
  const value = at(rank);
  const beyond = Math.max(0, place - rank);
  return beyond === 0 || rank === count - 1 ? value : value + beyond * (behind(rank) - value);
}

/** The same of ascending values. */
export function percentile(sorted: Float64Array, part: number): number {
  const at = (rank: number): number => sorted[rank] ?? 0;
  return percentileOf({ count: sorted.length, at, behind: (rank) => at(rank + 1) }, part);
}
