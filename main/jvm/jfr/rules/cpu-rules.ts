import { summarize } from './column-summary.ts';
import {
  bytes,
  count,
  measured,
  milliseconds,
  percent,
  perSecond,
  plural,
  unknown,
  type Judged,
  type Outcome,
  type Rule,
} from './rule.ts';

const FEWEST_SAMPLES = 100;
const NO_LOAD = 'the CPU load was not recorded';

export const CPU_RULES: readonly Rule[] = [
  {
    rule: 'cpu-jvm-busy',
    title: 'CPU used by the JVM',
    check: (judged: Judged): Outcome => {
      const user = summarize(judged, 'jdk.CPULoad', 'jvmUser');
      const system = summarize(judged, 'jdk.CPULoad', 'jvmSystem');
      if (user === undefined || system === undefined) return unknown(NO_LOAD);
      const load = (user.sum + system.sum) / user.count;
      return measured({
        figure: load,
        thresholds: { note: 0.6, warning: 0.8, bad: 0.95 },
        shown: percent,
        sentence: `The JVM kept ${percent(load)} of the processors busy.`,
        source: 'jdk.CPULoad',
        evidence: { page: 'hotMethods', of: 'cpu' },
      });
    },
  },
  {
    rule: 'cpu-others-busy',
    title: 'CPU used by others',
    check: (judged: Judged): Outcome => {
      const machine = summarize(judged, 'jdk.CPULoad', 'machineTotal');
      const user = summarize(judged, 'jdk.CPULoad', 'jvmUser');
      const system = summarize(judged, 'jdk.CPULoad', 'jvmSystem');
      if (machine === undefined || user === undefined || system === undefined) return unknown(NO_LOAD);
      const others = (machine.sum - user.sum - system.sum) / machine.count;
      return measured({
        figure: others,
        thresholds: { note: 0.4, warning: 0.7 },
        shown: percent,
        sentence: `Other processes on the node used ${percent(others)} of its processors.`,
        source: 'jdk.CPULoad',
        evidence: { page: 'overview' },
      });
    },
  },
  {
    rule: 'cpu-in-kernel',
    title: 'CPU spent in the kernel',
    check: (judged: Judged): Outcome => {
      const user = summarize(judged, 'jdk.CPULoad', 'jvmUser');
      const system = summarize(judged, 'jdk.CPULoad', 'jvmSystem');
      if (user === undefined || system === undefined) return unknown(NO_LOAD);
      const busy = user.sum + system.sum;
      if (busy / user.count < 0.05) return unknown('the JVM was nearly idle');
      return measured({
        figure: system.sum / busy,
        thresholds: { note: 0.3, warning: 0.5 },
        shown: percent,
        sentence: `${percent(system.sum / busy)} of the JVM's CPU time went to the kernel: I/O, locks or paging.`,
        source: 'jdk.CPULoad',
        evidence: { page: 'io' },
      });
    },
  },
  {
    rule: 'cpu-hot-method',
    title: 'One method that takes much of the CPU',
    check: ({ hotMethods }: Judged): Outcome => {
      const [top] = hotMethods.methods;
      if (top === undefined || hotMethods.total < FEWEST_SAMPLES) return unknown('too few samples');
      const share = top.self / hotMethods.total;
      const name = `${top.className}.${top.method}`;
      return measured({
        figure: share,
        thresholds: { note: 0.25, warning: 0.5 },
        shown: percent,
        sentence: `${percent(share)} of ${count(hotMethods.total)} samples were in ${name} itself.`,
        source: 'jdk.ExecutionSample, jdk.CPUTimeSample',
        evidence: { page: 'flameGraph', of: 'cpu', method: name },
      });
    },
  },
  {
    rule: 'cpu-few-samples',
    title: 'Few samples to judge by',
    check: ({ overview }: Judged): Outcome => {
      const samples = overview.sources.find(({ of }) => of === 'cpu')?.count ?? 0;
      return measured({
        figure: samples,
        isLow: true,
        thresholds: { note: FEWEST_SAMPLES },
        shown: (value: number): string => plural(value, 'sample'),
        sentence: `${samples === 0 ? 'No sample' : `Only ${plural(samples, 'sample')}`} of the CPU: the program hardly ran, the recording was short, or it left samples out. Shares of so few mean little.`,
        source: 'jdk.ExecutionSample, jdk.CPUTimeSample',
        evidence: { page: 'hotMethods', of: 'cpu' },
      });
    },
  },
  {
    rule: 'container-throttled',
    title: 'Container held back by its CPU limit',
    check: (judged: Judged): Outcome => {
      const elapsed = summarize(judged, 'jdk.ContainerCPUThrottling', 'cpuElapsedSlices');
      const throttled = summarize(judged, 'jdk.ContainerCPUThrottling', 'cpuThrottledSlices');
      const time = summarize(judged, 'jdk.ContainerCPUThrottling', 'cpuThrottledTime');
      if (elapsed === undefined || throttled === undefined || elapsed.last === elapsed.first) {
        return unknown('no throttling was recorded');
      }
      const share = (throttled.last - throttled.first) / (elapsed.last - elapsed.first);
      const lost = milliseconds(((time?.last ?? 0) - (time?.first ?? 0)) / 1e6);
      return measured({
        figure: share,
        thresholds: { note: 0.01, warning: 0.05, bad: 0.25 },
        shown: percent,
        sentence: `The kernel held the container back in ${percent(share)} of its time slices, for ${lost} in all.`,
        source: 'jdk.ContainerCPUThrottling',
        evidence: { page: 'events', eventType: 'jdk.ContainerCPUThrottling' },
        remedy: 'Raise the CPU limit, or remove it and keep the request.',
      });
    },
  },
  {
    rule: 'container-one-cpu',
    title: 'A single processor',
    check: ({ overview, recording }: Judged): Outcome => {
      if (recording.facts.get('jdk.ContainerConfiguration') === undefined || overview.cpus === undefined) {
        return unknown('the container was not recorded');
      }
      return measured({
        figure: overview.cpus,
        isLow: true,
        thresholds: { note: 2 },
        shown: (value: number): string => plural(value, 'processor'),
        sentence: 'The JVM sees one processor: it compiles, collects and runs on it in turns.',
        source: 'jdk.ContainerConfiguration',
        evidence: { page: 'overview' },
      });
    },
  },
  {
    rule: 'container-memory',
    title: 'Container close to its memory limit',
    check: (judged: Judged): Outcome => {
      const used = summarize(judged, 'jdk.ContainerMemoryUsage', 'memoryUsage');
      const limit = memoryLimit(judged.recording.facts.get('jdk.ContainerConfiguration')?.at(-1)?.['memoryLimit']);
      if (used === undefined || limit === undefined) return unknown('no memory limit was recorded');
      return measured({
        figure: used.most / limit,
        thresholds: { note: 0.8, warning: 0.9, bad: 0.98 },
        shown: percent,
        sentence: `The container used up to ${bytes(used.most)} of ${bytes(limit)}; at the limit the kernel kills it.`,
        source: 'jdk.ContainerMemoryUsage',
        evidence: { page: 'overview', from: used.mostAt },
      });
    },
  },
  {
    rule: 'container-memory-refused',
    title: 'Container at its memory limit',
    check: (judged: Judged): Outcome => {
      const fails = summarize(judged, 'jdk.ContainerMemoryUsage', 'memoryFailCount');
      if (fails === undefined) return unknown('container memory was not recorded');
      return measured({
        figure: fails.most,
        thresholds: { warning: 1, bad: 1000 },
        shown: count,
        sentence: `The container ran into its memory limit ${plural(fails.most, 'time')}.`,
        source: 'jdk.ContainerMemoryUsage',
        evidence: { page: 'events', eventType: 'jdk.ContainerMemoryUsage' },
      });
    },
  },
  {
    rule: 'container-heap-size',
    title: 'Heap that leaves its container little room',
    check: ({ overview, recording }: Judged): Outcome => {
      const limit = memoryLimit(recording.facts.get('jdk.ContainerConfiguration')?.at(-1)?.['memoryLimit']);
      const { maxBytes } = overview.heap;
      if (limit === undefined || maxBytes === undefined) return unknown('no memory limit was recorded');
      return measured({
        figure: maxBytes / limit,
        thresholds: { note: 0.8, warning: 0.9 },
        shown: percent,
        sentence: `The heap may grow to ${bytes(maxBytes)} in a container of ${bytes(limit)}: threads, classes and buffers need the rest.`,
        source: 'jdk.GCHeapConfiguration, jdk.ContainerConfiguration',
        evidence: { page: 'overview' },
      });
    },
  },
  {
    rule: 'cpu-context-switches',
    title: 'Many context switches',
    check: (judged: Judged): Outcome => {
      const rate = summarize(judged, 'jdk.ThreadContextSwitchRate', 'switchRate');
      if (rate === undefined) return unknown('context switches were not recorded');
      return measured({
        figure: rate.most,
        thresholds: { note: 20_000, warning: 100_000 },
        shown: perSecond,
        sentence: `Up to ${count(rate.most)} context switches a second on the node: many threads that each do little.`,
        source: 'jdk.ThreadContextSwitchRate',
        evidence: { page: 'threads', from: rate.mostAt },
      });
    },
  },
];

/** Absent, or negative, where there is none. */
function memoryLimit(value: unknown): number | undefined {
  const limit = Number(value ?? -1);
  return limit > 0 && limit < 2 ** 60 ? limit : undefined;
}
