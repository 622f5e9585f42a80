export interface SparklineBox {
  readonly width: number;
  readonly height: number;
  /** The value at the top. */
  readonly ceiling: number;
  /** How many values fill the width; fewer stand at the right. */
  readonly capacity: number;
}

/** SVG paths of a line and what is below it. Pure. */
export function sparklinePath(
  values: readonly number[],
  { width, height, ceiling, capacity }: SparklineBox,
): { readonly line: string; readonly area: string } {
  if (values.length < 2) return { line: '', area: '' };
  const step = width / (capacity - 1);
  const first = capacity - values.length;
  const top = Math.max(ceiling, ...values, Number.MIN_VALUE);
  // Half a pixel of room, so that a line at the edge is as thick as elsewhere.
  const points = values.map((value, index) => {
    const x = round((first + index) * step);
    const y = round(height - 0.5 - (value / top) * (height - 1));
    return `${x} ${y}`;
  });
  const line = `M${points.join('L')}`;
  return { line, area: `${line}L${round(width)} ${height}L${round(first * step)} ${height}Z` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
