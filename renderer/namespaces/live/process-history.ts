/** CPU and memory of each process over the last minutes, from what it had used at each reading. Pure. */
import type { ProcessInfo, ProcessView } from '../../../preload/contract/index.ts';

export interface ProcessSamples {
  /** Processors kept busy: 1 is one of them all the time. Newest last; of the first reading there is none. */
  readonly cpu: readonly number[];
  /** Bytes resident. */
  readonly memory: readonly number[];
}

export const NO_SAMPLES: ProcessSamples = { cpu: [], memory: [] };

export type ProcessHistory = ReadonlyMap<string, ProcessSamples>;

/** Two minutes at the usual pace, and as many points as the graph has pixels. */
export const SAMPLE_LIMIT = 60;

/** Between two answers of one look there is too little time for a load. */
const SHORTEST_MS = 400;

/** A number that another process has got since is another key. */
export function processKey(container: string, { pid, startedTicks }: ProcessInfo): string {
  return `${container} ${pid} ${startedTicks}`;
}

/** What is over is forgotten; a reading of nearly the same moment adds nothing. */
export function addSamples(
  history: ProcessHistory,
  before: ProcessView | undefined,
  after: ProcessView,
): ProcessHistory {
  const elapsedMs = before?.clockMs === undefined ? undefined : (after.clockMs ?? before.clockMs) - before.clockMs;
  if (elapsedMs !== undefined && elapsedMs < SHORTEST_MS) return history;
  const used = new Map(before?.processes.map((process) => [processKey(after.container, process), process.cpuSeconds]));
  const next = new Map<string, ProcessSamples>();
  const prefix = `${after.container} `;
  for (const [key, samples] of history) if (!key.startsWith(prefix)) next.set(key, samples);
  for (const process of after.processes) {
    const key = processKey(after.container, process);
    const known = history.get(key);
    const usedBefore = used.get(key);
    const load =
      elapsedMs === undefined || usedBefore === undefined
        ? undefined
        : Math.max(0, ((process.cpuSeconds - usedBefore) * 1000) / elapsedMs);
    const { cpu, memory } = known ?? NO_SAMPLES;
    next.set(key, {
      cpu: load === undefined ? cpu : withNewest(cpu, load),
      memory: withNewest(memory, process.residentBytes),
    });
  }
  return next;
}

function withNewest(values: readonly number[], newest: number): readonly number[] {
  const kept = values.length < SAMPLE_LIMIT ? values.slice() : values.slice(1 - SAMPLE_LIMIT);
  kept.push(newest);
  return kept;
}

/** Sums of several processes, the newest of each under the newest of the others. */
export function sumSamples(all: readonly ProcessSamples[]): ProcessSamples {
  return { cpu: sumAtEnd(all.map(({ cpu }) => cpu)), memory: sumAtEnd(all.map(({ memory }) => memory)) };
}

function sumAtEnd(rows: readonly (readonly number[])[]): readonly number[] {
  const length = rows.reduce((longest, row) => Math.max(longest, row.length), 0);
  const sums = new Array<number>(length).fill(0);
  for (const row of rows) {
    const start = length - row.length;
    row.forEach((value, index) => {
      sums[start + index] = (sums[start + index] ?? 0) + value;
    });
  }
  return sums;
}
