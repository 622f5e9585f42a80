import type { GroupedWeights } from '../../../../preload/contract/index.ts';
import { summarize } from './column-summary.ts';
import {
  bytes,
  count,
  fine,
  measured,
  percent,
  perSecond,
  rate,
  unknown,
  type Judged,
  type Outcome,
  type Rule,
} from './rule.ts';

const NO_ALLOCATION = 'allocation was not recorded';
const FEWEST_EVENTS = 50;

/** One class or thread that has most of the allocation. */
function concentrated(
  { rows, total, events }: GroupedWeights,
  share: number,
  sentence: (label: string, part: string) => string,
): Outcome {
  const [top] = rows;
  if (top === undefined || events < FEWEST_EVENTS || total === 0) return unknown(NO_ALLOCATION);
  return measured({
    figure: top.weight / total,
    thresholds: { note: share },
    shown: percent,
    sentence: sentence(top.label, percent(top.weight / total)),
    source: 'jdk.ObjectAllocationSample, jdk.ObjectAllocationInNewTLAB, jdk.ObjectAllocationOutsideTLAB',
    evidence: { page: 'allocation', of: 'allocation', ...(top.thread === undefined ? {} : { threads: [top.thread] }) },
  });
}

export const MEMORY_RULES: readonly Rule[] = [
  {
    rule: 'allocation-rate',
    title: 'Much allocation',
    check: ({ allocationByClass: { total, events }, lengthMs }: Judged): Outcome => {
      if (events === 0 || lengthMs === 0) return unknown(NO_ALLOCATION);
      const allocated = total / (lengthMs / 1000);
      const shown = (value: number): string => `${bytes(value)}/s`;
      return measured({
        figure: allocated,
        thresholds: { note: 300 * 1024 ** 2, warning: 1024 ** 3 },
        shown,
        sentence: `The program allocates ${shown(allocated)}, which the collector has to clear away again.`,
        source: 'jdk.ObjectAllocationSample, jdk.ObjectAllocationInNewTLAB, jdk.ObjectAllocationOutsideTLAB',
        evidence: { page: 'allocation', of: 'allocation' },
      });
    },
  },
  {
    rule: 'allocation-class',
    title: 'One class that is most of the allocation',
    check: ({ allocationByClass }: Judged): Outcome =>
      concentrated(allocationByClass, 0.5, (label, part) => `${label} makes up ${part} of the allocation.`),
  },
  {
    rule: 'allocation-thread',
    title: 'One thread that does most of the allocation',
    check: ({ allocationByThread }: Judged): Outcome =>
      concentrated(allocationByThread, 0.6, (label, part) => `Thread ${label} does ${part} of the allocation.`),
  },
  {
    rule: 'allocation-outside-tlab',
    title: 'Objects too large for a thread’s own buffer',
    check: (judged: Judged): Outcome => {
      const outside = summarize(judged, 'jdk.ObjectAllocationOutsideTLAB', 'weight');
      const inside = summarize(judged, 'jdk.ObjectAllocationInNewTLAB', 'weight');
      if (outside === undefined || inside === undefined) return unknown('TLABs were not recorded');
      const share = outside.sum / (outside.sum + inside.sum);
      return measured({
        figure: share,
        thresholds: { note: 0.2, warning: 0.5 },
        shown: percent,
        sentence: `${percent(share)} of the bytes were allocated outside of TLABs, up to ${bytes(outside.most)} at once.`,
        source: 'jdk.ObjectAllocationOutsideTLAB',
        evidence: { page: 'allocation', of: 'allocationOutsideTlab' },
      });
    },
  },
  {
    rule: 'classes-grow',
    title: 'Classes that are loaded and stay',
    check: (judged: Judged): Outcome => {
      const loaded = summarize(judged, 'jdk.ClassLoadingStatistics', 'loadedClassCount');
      if (loaded === undefined || loaded.count < 3) return unknown('class loading was not recorded long enough');
      const grown = loaded.last - loaded.first;
      if (grown < 1000) return fine(grown <= 0 ? 'not more at the end' : `${count(grown)} more at the end`);
      return measured({
        figure: grown / Math.max(1, loaded.first),
        thresholds: { note: 0.1, warning: 0.5 },
        shown: percent,
        sentence: `${count(grown)} more classes were loaded at the end than at the beginning: the program was starting, or class loaders leak.`,
        source: 'jdk.ClassLoadingStatistics',
        evidence: { page: 'events', eventType: 'jdk.ClassLoadingStatistics' },
      });
    },
  },
  {
    rule: 'code-cache-full',
    title: 'Code cache nearly full',
    check: ({ recording }: Judged): Outcome => {
      const table = recording.tables.get('jdk.CodeCacheStatistics');
      if (table === undefined || table.size === 0) return unknown('the code cache was not recorded');
      const [start, top, free] = ['startAddress', 'reservedTopAddress', 'unallocatedCapacity'].map((name) =>
        table.column(name),
      );
      let most = 0;
      for (let row = 0; row < table.size; row += 1) {
        const reserved = (top?.[row] ?? 0) - (start?.[row] ?? 0);
        if (reserved > 0) most = Math.max(most, 1 - (free?.[row] ?? 0) / reserved);
      }
      return measured({
        figure: most,
        thresholds: { note: 0.8, warning: 0.9, bad: 0.98 },
        shown: percent,
        sentence: `A segment of the code cache is ${percent(most)} full; when it is full, new code is interpreted.`,
        source: 'jdk.CodeCacheStatistics',
        evidence: { page: 'events', eventType: 'jdk.CodeCacheStatistics' },
        remedy: 'Give it more room with -XX:ReservedCodeCacheSize.',
      });
    },
  },
  {
    rule: 'machine-memory',
    title: 'Node short of memory',
    check: (judged: Judged): Outcome => {
      const total = summarize(judged, 'jdk.PhysicalMemory', 'totalSize');
      const used = summarize(judged, 'jdk.PhysicalMemory', 'usedSize');
      if (total === undefined || used === undefined || total.most <= 0)
        return unknown('the memory of the node was not recorded');
      return measured({
        figure: used.most / total.most,
        thresholds: { note: 0.95, warning: 0.99 },
        shown: percent,
        sentence: `The node used up to ${bytes(used.most)} of ${bytes(total.most)}, caches included.`,
        source: 'jdk.PhysicalMemory',
        evidence: { page: 'events', eventType: 'jdk.PhysicalMemory' },
      });
    },
  },
  {
    rule: 'deoptimizations',
    title: 'Compiled code that was thrown away',
    check: ({ recording, lengthMs }: Judged): Outcome => {
      const tally = recording.tallies.get('jdk.Deoptimization');
      if (tally === undefined || lengthMs === 0) return unknown('deoptimization was not recorded');
      const frequency = tally.count / (lengthMs / 1000);
      return measured({
        figure: frequency,
        thresholds: { note: 100, warning: 1000 },
        shown: perSecond,
        sentence: `Compiled code was given up ${rate(frequency)} times a second and ran interpreted: normal at a start, costly later.`,
        source: 'jdk.Deoptimization',
        evidence: { page: 'events', eventType: 'jdk.Deoptimization' },
      });
    },
  },
];
