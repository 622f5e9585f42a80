import { summarize } from './column-summary.ts';
import {
  bytes,
  count,
  fine,
  measured,
  milliseconds,
  percent,
  perSecond,
  plural,
  rate,
  unknown,
  type Judged,
  type Outcome,
  type Rule,
} from './rule.ts';

const NO_COLLECTIONS = 'no collections were recorded';
/** Collections that stop everything for the whole heap. */
const FULL_COLLECTORS = /full|serialold|parallelold|psmarksweep|markSweepCompact/i;
/** Of a line through heap sizes, how well it must fit before growth is believed. */
const GOOD_FIT = 0.7;
const FEWEST_POINTS = 8;
const evidence = { page: 'gc' } as const;

export const GC_RULES: readonly Rule[] = [
  {
    rule: 'gc-pause-share',
    title: 'Time lost to collection pauses',
    check: ({ gc }: Judged): Outcome =>
      gc.count === 0
        ? unknown(NO_COLLECTIONS)
        : measured({
            figure: gc.pauses.share,
            thresholds: { warning: 0.05, bad: 0.1 },
            shown: percent,
            sentence: `The program stood still for ${percent(gc.pauses.share)} of the time, in ${plural(gc.pauses.count, 'pause')}.`,
            source: 'jdk.GCPhasePause',
            evidence,
            remedy: 'Look at what allocates, then give the heap more room.',
          }),
  },
  {
    rule: 'gc-longest-pause',
    title: 'A long collection pause',
    check: ({ gc }: Judged): Outcome =>
      gc.count === 0
        ? unknown(NO_COLLECTIONS)
        : measured({
            figure: gc.pauses.longestMs,
            thresholds: { note: 200, warning: 500, bad: 2000 },
            shown: milliseconds,
            sentence: `One pause lasted ${milliseconds(gc.pauses.longestMs)}; half of them ${milliseconds(gc.pauses.p50Ms)} or less.`,
            source: 'jdk.GCPhasePause',
            evidence,
          }),
  },
  {
    rule: 'gc-full',
    title: 'Full collections',
    check: ({ gc }: Judged): Outcome => {
      if (gc.count === 0) return unknown(NO_COLLECTIONS);
      const full = gc.collections.filter(({ name }) => FULL_COLLECTORS.test(name));
      const [first] = full;
      return measured({
        figure: full.length,
        thresholds: { warning: 1, bad: 5 },
        shown: count,
        sentence: `The program stood still ${plural(full.length, 'time')} while its whole heap was collected.`,
        source: 'jdk.GarbageCollection',
        evidence: { ...evidence, ...(first === undefined ? {} : { from: first.at, to: first.at + first.durationMs }) },
        remedy: 'The heap is too small for what is kept, or something asks for full collections.',
      });
    },
  },
  {
    rule: 'gc-asked-for',
    title: 'Collections that the program asked for',
    check: ({ gc }: Judged): Outcome => {
      if (gc.count === 0) return unknown(NO_COLLECTIONS);
      const asked = gc.causes.find(({ label }) => label === 'System.gc()');
      return measured({
        figure: asked?.count ?? 0,
        thresholds: { note: 1, warning: 5 },
        shown: count,
        sentence: `System.gc() was called ${plural(asked?.count ?? 0, 'time')} and stopped the program for ${milliseconds(asked?.totalMs ?? 0)} in all.`,
        source: 'jdk.GarbageCollection',
        evidence,
        remedy: 'Find the caller, or start the JVM with -XX:+ExplicitGCInvokesConcurrent.',
      });
    },
  },
  {
    rule: 'gc-frequency',
    title: 'Frequent collections',
    check: ({ gc, lengthMs }: Judged): Outcome =>
      gc.count === 0 || lengthMs === 0
        ? unknown(NO_COLLECTIONS)
        : measured({
            figure: gc.count / (lengthMs / 1000),
            thresholds: { note: 1, warning: 5 },
            shown: perSecond,
            sentence: `Memory was collected ${rate(gc.count / (lengthMs / 1000))} times a second: so fast does the young generation fill.`,
            source: 'jdk.GarbageCollection',
            evidence,
          }),
  },
  {
    rule: 'gc-out-of-room',
    title: 'Collections that ran out of room',
    check: ({ recording }: Judged): Outcome => {
      const events = ['jdk.EvacuationFailed', 'jdk.PromotionFailed', 'jdk.ConcurrentModeFailure'];
      const failures = events.reduce((sum, event) => sum + (recording.tallies.get(event)?.count ?? 0), 0);
      return measured({
        figure: failures,
        thresholds: { warning: 1, bad: 10 },
        shown: count,
        sentence: `Collections found no place for what they wanted to keep, ${plural(failures, 'time')}.`,
        source: events.join(', '),
        evidence,
        remedy: 'Give the heap more room.',
      });
    },
  },
  {
    rule: 'gc-allocation-stalls',
    title: 'Threads that waited for the collector',
    check: (judged: Judged): Outcome => {
      const stalls = summarize(judged, 'jdk.ZAllocationStall', 'duration');
      return measured({
        figure: stalls?.count ?? 0,
        thresholds: { warning: 1, bad: 100 },
        shown: count,
        sentence: `Threads had to wait for memory ${plural(stalls?.count ?? 0, 'time')}, for ${milliseconds((stalls?.most ?? 0) / 1e6)} at most.`,
        source: 'jdk.ZAllocationStall',
        evidence: { page: 'events', eventType: 'jdk.ZAllocationStall' },
      });
    },
  },
  {
    rule: 'heap-nearly-full',
    title: 'Heap in use after collections',
    check: ({ gc, overview }: Judged): Outcome => {
      const { maxBytes } = overview.heap;
      const after = afterCollections({ gc });
      if (maxBytes === undefined || after.length === 0) return unknown('the heap after collections was not recorded');
      const used = Math.min(...after.slice(-FEWEST_POINTS).map(({ usedBytes }) => usedBytes));
      return measured({
        figure: used / maxBytes,
        thresholds: { warning: 0.75, bad: 0.9 },
        shown: percent,
        sentence: `After the last collections ${bytes(used)} of ${bytes(maxBytes)} were still in use.`,
        source: 'jdk.GCHeapSummary',
        evidence,
        remedy: 'See what is kept (old objects, a heap dump) before giving more heap.',
      });
    },
  },
  {
    rule: 'heap-grows',
    title: 'Heap that grows from collection to collection',
    check: ({ gc, overview }: Judged): Outcome => {
      const after = afterCollections({ gc });
      if (after.length < FEWEST_POINTS) return unknown(`fewer than ${count(FEWEST_POINTS)} collections`);
      const { growth, fit } = line(after.map(({ at, usedBytes }) => [at, usedBytes]));
      const { maxBytes = Math.max(...after.map(({ usedBytes }) => usedBytes)) } = overview.heap;
      if (fit < GOOD_FIT) return fine('the heap after collections goes up and down');
      return measured({
        figure: growth / maxBytes,
        thresholds: { note: 0.05, warning: 0.2 },
        shown: percent,
        sentence: `What collections leave grew steadily, by ${bytes(Math.max(0, growth))} in this time.`,
        source: 'jdk.GCHeapSummary',
        evidence,
        remedy: 'A leak, or a cache that still fills: compare with a longer recording.',
      });
    },
  },
  {
    rule: 'gc-serial',
    title: 'Serial collector on several processors',
    check: ({ overview }: Judged): Outcome => {
      const { young } = overview.gc;
      const { cpus } = overview;
      if (young === undefined || cpus === undefined)
        return unknown('the collector or the processors were not recorded');
      if (young !== 'DefNew') return fine(young);
      return measured({
        figure: cpus,
        thresholds: { note: 2 },
        shown: (value: number): string => plural(value, 'processor'),
        sentence: `The serial collector runs on one of ${count(cpus)} processors.`,
        source: 'jdk.GCConfiguration',
        evidence: { page: 'overview' },
        remedy: 'Start the JVM with -XX:+UseG1GC, unless the container is small on purpose.',
      });
    },
  },
];

function afterCollections({ gc }: Pick<Judged, 'gc'>): Judged['gc']['heap'] {
  return gc.heap.filter(({ when }) => when === 'After GC');
}

/** The straight line through points: how far it rises over them, and how well it fits, 0 to 1. */
function line(points: readonly (readonly [number, number])[]): { readonly growth: number; readonly fit: number } {
  const mean = (index: 0 | 1): number => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const sum = (f: (x: number, y: number) => number): number =>
    points.reduce((total, [x, y]) => total + f(x - meanX, y - meanY), 0);
  const [xx, xy, yy] = [sum((x) => x * x), sum((x, y) => x * y), sum((_, y) => y * y)];
  if (xx === 0 || yy === 0) return { growth: 0, fit: 0 };
  const span = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  return { growth: (xy / xx) * span, fit: (xy * xy) / (xx * yy) };
}
