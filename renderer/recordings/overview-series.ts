/** The lines of the time line: what it asks for, and how each is drawn. */
import type { Metric, MetricSeries } from '../../preload/contract/index.ts';
import type { ChartSeries } from './chart/chart-data.ts';
import { formatMetric } from './format-figures.ts';

/** Of each group the first that the recording has. */
const WANTED: readonly (readonly {
  readonly metric: Metric;
  readonly color: string;
  readonly kind: ChartSeries['kind'];
}[])[] = [
  [
    { metric: 'jvmUser', color: '--color-accent', kind: 'line' },
    { metric: 'cpuSamples', color: '--color-accent', kind: 'line' },
  ],
  [
    { metric: 'allocationRate', color: '--color-waiting', kind: 'line' },
    { metric: 'heapUsed', color: '--color-waiting', kind: 'line' },
  ],
  [{ metric: 'gcPause', color: '--color-bad', kind: 'marks' }],
];

export function timeLineMetrics(available: readonly Metric[]): readonly Metric[] {
  return WANTED.flatMap((group) => group.find(({ metric }) => available.includes(metric))?.metric ?? []);
}

export function chartSeries(series: readonly MetricSeries[]): readonly ChartSeries[] {
  const looks = WANTED.flat();
  return series.map(({ metric, label, unit, at, values }) => {
    const look = looks.find((one) => one.metric === metric);
    return {
      id: metric,
      label,
      unit,
      format: (value: number) => formatMetric(value, unit),
      color: look?.color ?? '--color-text-muted',
      at,
      values,
      kind: look?.kind ?? 'line',
    };
  });
}
