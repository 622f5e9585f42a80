/** Which metrics are drawn together, and what they say in figures. Pure. */
import type { Metric, MetricSeries } from '../../../preload/contract/index.ts';
import type { ChartSeries } from '../chart/chart-data.ts';
import { formatMetric, formatSpan } from '../format-figures.ts';

export interface MetricChart {
  readonly title: string;
  readonly lines: readonly MetricLine[];
}

export interface MetricLine extends ChartSeries {
  /** `average 12 %, at most 40 %`, of the time that was asked for. */
  readonly words: string;
}

/** Each group has one unit, and at most as many lines as there are colours. */
const GROUPS: readonly { readonly title: string; readonly metrics: readonly Metric[] }[] = [
  { title: 'Processor', metrics: ['jvmUser', 'jvmSystem', 'machineTotal'] },
  { title: "Container's processor", metrics: ['containerCpu', 'containerThrottled'] },
  { title: 'Heap', metrics: ['heapUsed', 'heapAfterGc', 'heapCommitted'] },
  { title: 'Memory of process and container', metrics: ['residentSize', 'containerMemory'] },
  { title: 'Allocation', metrics: ['allocationRate'] },
  { title: 'Garbage collection', metrics: ['gcPause'] },
  { title: 'Samples', metrics: ['cpuSamples'] },
  { title: 'Waiting', metrics: ['lockTime', 'ioTime'] },
  { title: 'Exceptions', metrics: ['exceptionRate'] },
  { title: 'Threads', metrics: ['activeThreads'] },
  { title: 'Context switches', metrics: ['contextSwitches'] },
  { title: 'The JVM itself', metrics: ['safepointTime', 'compilationTime'] },
  { title: 'Classes', metrics: ['loadedClasses'] },
  { title: 'Metaspace and code cache', metrics: ['metaspaceUsed', 'codeCacheUsed'] },
];
const COLORS = ['--color-accent', '--color-waiting', '--color-good'];

/** Those metrics of a recording that a chart shows. */
export function chartedMetrics(available: readonly Metric[]): readonly Metric[] {
  return GROUPS.flatMap(({ metrics }) => metrics).filter((metric) => available.includes(metric));
}

/** A chart for each group that has anything to draw. */
export function metricCharts(series: readonly MetricSeries[]): readonly MetricChart[] {
  return GROUPS.flatMap(({ title, metrics }) => {
    const lines = metrics.flatMap((metric, place) => {
      const one = series.find((each) => each.metric === metric);
      return one === undefined || one.at.length === 0 ? [] : [lineOf(one, COLORS[place] ?? '--color-text-muted')];
    });
    return lines.length === 0 ? [] : [{ title, lines }];
  });
}

function lineOf({ metric, label, unit, at, values }: MetricSeries, color: string): MetricLine {
  const format = (value: number): string => formatMetric(value, unit);
  return { id: metric, label, unit, format, color, at, values, kind: 'line', words: wordsOf(values, unit) };
}

function wordsOf(values: MetricSeries['values'], unit: MetricSeries['unit']): string {
  const known = values.filter((value) => value !== null);
  const sum = known.reduce((total, value) => total + value, 0);
  // Milliseconds are what was spent in each piece of the time: only their sum means anything.
  if (unit === 'milliseconds') return `${formatSpan(sum)} in all`;
  const most = known.reduce((largest, value) => Math.max(largest, value), 0);
  return `average ${formatMetric(sum / Math.max(known.length, 1), unit)}, at most ${formatMetric(most, unit)}`;
}
