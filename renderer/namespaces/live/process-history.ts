/** CPU and memory of each process over the last minutes, from what it had used at each reading. Pure. */
import type { ProcessInfo, ProcessView } from '../../../preload/contract/index.ts';

export interface ProcessSamples {
  /** Processors kept busy: 1 is one of them all the time. Newest last; of the first reading there is none. */
  readonly cpu: readonly number[];
  /** Bytes resident. */
  readonly memory: readonly number[];
}

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
    const cpu =
      elapsedMs === undefined || usedBefore === undefined
        ? []
        : [Math.max(0, ((process.cpuSeconds - usedBefore) * 1000) / elapsedMs)];
    next.set(key, {
      cpu: [...(known?.cpu ?? []), ...cpu].slice(-SAMPLE_LIMIT),
      memory: [...(known?.memory ?? []), process.residentBytes].slice(-SAMPLE_LIMIT),
    });
  }
  return next;
}

/** Sums of several processes, the newest of each under the newest of the others. */
export function sumSamples(all: readonly ProcessSamples[]): ProcessSamples {
  const sum = (rows: readonly (readonly number[])[]): readonly number[] => {
    const length = Math.max(0, ...rows.map((row) => row.length));
    return Array.from({ length }, (_, index) =>
      rows.reduce((total, row) => total + (row[row.length - length + index] ?? 0), 0),
    );
  };
  return { cpu: sum(all.map(({ cpu }) => cpu)), memory: sum(all.map(({ memory }) => memory)) };
}
