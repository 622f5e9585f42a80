/** Series of different moments on one axis. Pure. */

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  /** Series of one unit share a scale, which begins at 0. */
  readonly unit: string;
  readonly format: (value: number) => string;
  /** The name of a CSS variable. */
  readonly color: string;
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
  /** `marks` are dots along the lower edge, whatever their value. */
  readonly kind: 'line' | 'points' | 'marks';
}

export interface ChartRange {
  readonly from: number;
  readonly to: number;
}

/** How high above the edge a mark stands, of 1. */
const MARK_HEIGHT = 0.1;

/** One column of moments and one for each series; `null` where a series has nothing there. */
export function alignSeries(series: readonly ChartSeries[]): {
  readonly at: number[];
  readonly values: (number | null | undefined)[][];
} {
  const at = [...new Set(series.flatMap((one) => one.at))].sort((left, right) => left - right);
  const places = new Map(at.map((moment, place) => [moment, place]));
  const values = series.map((one) => {
    // Nothing said (undefined) is drawn through, nothing known (null) is a gap.
    const column = new Array<number | null | undefined>(at.length).fill(undefined);
    one.at.forEach((moment, index) => {
      const value = one.values[index] ?? null;
      const place = places.get(moment);
      if (place === undefined) return;
      if (one.kind === 'marks') column[place] = value === null || value === 0 ? undefined : MARK_HEIGHT;
      else column[place] = value;
    });
    return column;
  });
  return { at, values };
}

/** Moves an edge of a selection by a part of the whole, without crossing the other one. */
export function moveEdge(range: ChartRange, edge: 'from' | 'to', part: number, span: ChartRange): ChartRange {
  const whole = span.to - span.from;
  const least = whole / 1000;
  const wanted = range[edge] + whole * part;
  return edge === 'from'
    ? { from: Math.min(Math.max(wanted, span.from), range.to - least), to: range.to }
    : { from: range.from, to: Math.max(Math.min(wanted, span.to), range.from + least) };
}

/** What is drawn over the whole span is no selection. */
export function orNothing(range: ChartRange, span: ChartRange): ChartRange | undefined {
  const slack = (span.to - span.from) / 1e6;
  return range.from <= span.from + slack && range.to >= span.to - slack ? undefined : range;
}
