/** Figures are ratios of two medians taken in turns in one run: the machine's mood falls on both alike. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  /** Such as `≤ 0.4 × kubectl debug -it`. */
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
  readonly unit: string;
  /** What the value was computed from, for a reader who doubts it. */
  readonly detail: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Runs both `rounds` times in turns and gives what each measured. */
export async function inTurns(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ readonly ours: readonly number[]; readonly theirs: readonly number[] }> {
  const measured = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    measured.theirs.push(await theirs());
    measured.ours.push(await ours());
  }
  return measured;
}

export function meets({ value, bound }: Figure): boolean {
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
}

export function line(figure: Figure): string {
  const { name, value, bound, unit, detail } = figure;
  const limit = 'atMost' in bound ? `≤ ${String(bound.atMost)}` : `≥ ${String(bound.atLeast)}`;
  return `${meets(figure) ? 'ok  ' : 'MISS'} ${name}: ${value.toFixed(2)} ${unit} (${limit}); ${detail}`;
}

export function range(values: readonly number[], unit: string): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${low.toFixed(0)} / ${median(values).toFixed(0)} / ${high.toFixed(0)} ${unit}`;
}
