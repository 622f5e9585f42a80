/** The only file that knows the chart library. */
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

import { alignSeries, type ChartRange, type ChartSeries } from './chart-data.ts';

export interface PlotOptions {
  readonly series: readonly ChartSeries[];
  readonly span: ChartRange;
  readonly width: number;
  readonly height: number;
  readonly hasAxes: boolean;
  readonly formatTime: (at: number) => string;
  readonly onSelect: (range: ChartRange) => void;
  /** The moment under the pointer, and each series' value there; `undefined` when it leaves. */
  readonly onPoint: (point: ChartPoint | undefined) => void;
}

export interface ChartPoint {
  readonly at: number;
  readonly values: readonly (number | undefined)[];
}

export interface Plot {
  /** Where the plotting area is in the element, in pixels. */
  readonly area: { readonly left: number; readonly width: number; readonly top: number; readonly height: number };
  resize(width: number, height: number): void;
  dispose(): void;
}

/** A drag of less is a click. */
const LEAST_DRAG_PIXELS = 4;
const AXIS_PIXELS = 56;
/** So that an axis of bytes has round numbers. */
const POWERS_OF_TWO = Array.from({ length: 60 }, (_, power) => 2 ** power);

export function makePlot(element: HTMLElement, options: PlotOptions): Plot {
  const { series, span, hasAxes, formatTime, onSelect, onPoint } = options;
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const { at, values } = alignSeries(series);
  const units = [...new Set(series.map((one) => scaleOf(one)))];
  const axis = { stroke: color('--color-text-muted'), font: `11px ${color('--font-text') || 'sans-serif'}` };
  const grid = { stroke: color('--color-border'), width: 1 };
  const plot = new UPlot(
    {
      width: options.width,
      height: options.height,
      padding: hasAxes ? [8, 20, 0, 0] : [6, 0, 0, 0],
      legend: { show: false },
      cursor: {
        drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG_PIXELS },
        y: false,
        points: { size: 6 },
      },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: () => [span.from, Math.max(span.to, span.from + 1)] },
        ...Object.fromEntries(
          units.map((unit) => [
            unit,
            { range: (_: UPlot, __: number | null, max: number | null): UPlot.Range.MinMax => topOf(unit, max) },
          ]),
        ),
      },
      axes: [
        {
          ...axis,
          show: hasAxes,
          size: 26,
          grid,
          ticks: { show: false },
          values: (_, splits) => splits.map(formatTime),
        },
        ...units.slice(0, 2).map((unit, index): UPlot.Axis => ({
          ...axis,
          scale: unit,
          // Left and right: the library's enumeration exists only for the compiler.
          // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
          side: index === 0 ? 3 : 1,
          show: hasAxes && unit !== MARKS,
          size: AXIS_PIXELS,
          grid: index === 0 ? grid : { show: false },
          ...(unit.startsWith('bytes') ? { incrs: POWERS_OF_TWO } : {}),
          ticks: { show: false },
          values: (_: UPlot, splits: number[]) => splits.map((value) => formatOf(series, unit)(value)),
        })),
      ],
      series: [{}, ...series.map((one) => lineOf(one, color(one.color)))],
      hooks: {
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            if (width < LEAST_DRAG_PIXELS) return;
            onSelect({ from: self.posToVal(left, 'x'), to: self.posToVal(left + width, 'x') });
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
        setCursor: [
          (self) => {
            const { left = -1, idx } = self.cursor;
            if (left < 0) {
              onPoint(undefined);
              return;
            }
            onPoint({ at: self.posToVal(left, 'x'), values: series.map((one) => valueNear(one, at[idx ?? 0] ?? 0)) });
          },
        ],
      },
    },
    [at, ...values],
    element,
  );
  return {
    get area() {
      const { left, width, top, height } = plot.bbox;
      const ratio = UPlot.pxRatio;
      return { left: left / ratio, width: width / ratio, top: top / ratio, height: height / ratio };
    },
    resize: (width, height) => plot.setSize({ width, height }),
    dispose: () => plot.destroy(),
  };
}

const MARKS = 'marks';

function scaleOf({ kind, unit }: ChartSeries): string {
  return kind === 'marks' ? MARKS : unit;
}

function topOf(unit: string, max: number | null): UPlot.Range.MinMax {
  if (unit === MARKS) return [0, 1];
  // A little air above, so that the highest point is not on the edge.
  return [0, max === null || max <= 0 ? 1 : max * 1.08];
}

function formatOf(series: readonly ChartSeries[], unit: string): (value: number) => string {
  return series.find((one) => scaleOf(one) === unit)?.format ?? String;
}

function lineOf(one: ChartSeries, stroke: string): UPlot.Series {
  const dots = one.kind !== 'line';
  return {
    label: one.label,
    scale: scaleOf(one),
    stroke,
    width: 1.5,
    spanGaps: false,
    ...(dots ? { paths: () => null } : {}),
    points: dots ? { show: true, size: 6, fill: stroke, width: 0 } : { show: one.at.length < 3 },
  };
}

/** Of the series' own moments the last that is not later: moments are shared, values are not. */
function valueNear(one: ChartSeries, at: number): number | undefined {
  let [low, high] = [0, one.at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((one.at[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return one.values[low - 1] ?? undefined;
}
