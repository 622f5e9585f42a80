/** The value that this part of all stays at or below; of none, 0. `sorted` is ascending. */
export function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}
