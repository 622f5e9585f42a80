import type { Metric, MetricSeries } from '../../../../preload/contract/index.ts';
import type { RecordingMemory } from '../reader/recording-memory.ts';
import type { Recording } from '../recording.ts';
import { sumsOverTime } from '../sums/column-sums.ts';
import { METRICS, type Flow, type Gauge } from './metrics.ts';
import { NANOS_PER_MS, type Scope } from './scope.ts';

export interface SeriesQuestion extends Scope {
  readonly metrics: readonly Metric[];
  readonly points: number;
}

interface Buckets {
  readonly from: number;
  readonly width: number;
  readonly count: number;
  /** What is behind the last, but before this, belongs to it. */
  readonly until: number;
}

/** Metrics over time, in at most so many points each; of those that the recording does not have, no points. */
export function series(recording: Recording, question: SeriesQuestion): readonly MetricSeries[] {
  const from = Math.max(0, question.from ?? 0);
  const end = recording.endNanos / NANOS_PER_MS;
  const to = Math.max(from, Math.min(question.to ?? end, end));
  // A JVM stamps what it measures last behind the end that it has written.
  const until = to < end ? to : Number.POSITIVE_INFINITY;
  const buckets = { from, width: Math.max((to - from) / question.points, 1e-6), count: question.points, until };
  return question.metrics.map((metric) => {
    const { label, unit } = METRICS[metric];
    const read = METRICS[metric].read(recording);
    const points =
      read === undefined
        ? { at: [], values: [] }
        : read.kind === 'gauge'
          ? gaugePoints(read, buckets)
          : flowPoints(recording.memory, read, buckets);
    return { metric, label, unit, ...points };
  });
}

type Points = Pick<MetricSeries, 'at' | 'values'>;

/** Measured values as they are, or where there are too many, the means of those that lie together. */
function gaugePoints(gauge: Gauge, buckets: Buckets): Points {
  const { times, values } = gauge.points();
  const inside = Array.from(times, (nanos, row) => ({ at: nanos / NANOS_PER_MS, value: values[row] ?? Number.NaN }))
    .filter(({ at, value }) => bucketOf(at, buckets) >= 0 && Number.isFinite(value))
    .sort((a, b) => a.at - b.at);
  if (inside.length <= buckets.count)
    return { at: inside.map(({ at }) => at), values: inside.map(({ value }) => value) };
  const sums = new Float64Array(buckets.count);
  const counts = new Float64Array(buckets.count);
  for (const { at, value } of inside) {
    const bucket = bucketOf(at, buckets);
    sums[bucket] = (sums[bucket] ?? 0) + value;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return middles(buckets, (bucket) =>
    (counts[bucket] ?? 0) === 0 ? null : (sums[bucket] ?? 0) / (counts[bucket] ?? 1),
  );
}

function flowPoints(memory: RecordingMemory, { parts, perSecond }: Flow, buckets: Buckets): Points {
  const { from, width, count, until } = buckets;
  const nanos = { from: from * NANOS_PER_MS, width: width * NANOS_PER_MS, count, until: until * NANOS_PER_MS };
  const sums = sumsOverTime(memory, parts, nanos);
  const scale = perSecond ? 1000 / buckets.width : 1;
  return middles(buckets, (bucket) => (sums[bucket] ?? 0) * scale);
}

function bucketOf(at: number, { from, width, count, until }: Buckets): number {
  const bucket = Math.floor((at - from) / width);
  if (bucket === count && at < until) return count - 1;
  return bucket >= 0 && bucket < count ? bucket : -1;
}

function middles({ from, width, count }: Buckets, valueOf: (bucket: number) => number | null): Points {
  const numbers = Array.from({ length: count }, (_, bucket) => bucket);
  return { at: numbers.map((bucket) => from + (bucket + 0.5) * width), values: numbers.map(valueOf) };
}
