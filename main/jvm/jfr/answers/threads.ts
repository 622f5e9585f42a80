import type { ThreadRow, ThreadTable, WeightSource } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import { groupedSums } from '../sums/grouped-sums.ts';
import { eachRowOf } from './collections.ts';
import { recordedThread } from './overview.ts';
import { NANOS_PER_MS, rowsIn, type Scope } from './scope.ts';
import { weighedTables, type WeighedTable } from './sources.ts';

const THREADS_SHOWN = 5000;

type Measure =
  'blockedMs' | 'waitingMs' | 'parkedMs' | 'sleepingMs' | 'ioMs' | 'pinnedMs' | 'cpuSamples' | 'nativeSamples';
const MEASURES: readonly (readonly [WeightSource, Measure])[] = [
  ['cpu', 'cpuSamples'],
  ['native', 'nativeSamples'],
  ['lock', 'blockedMs'],
  ['wait', 'waitingMs'],
  ['park', 'parkedMs'],
  ['sleep', 'sleepingMs'],
  ['pinned', 'pinnedMs'],
  ['socketRead', 'ioMs'],
  ['socketWrite', 'ioMs'],
  ['fileRead', 'ioMs'],
  ['fileWrite', 'ioMs'],
  ['fileForce', 'ioMs'],
];

/** What each thread did and waited for; the busiest first. Threads that nothing was recorded of are left out. */
export function threads(recording: Recording, scope: Scope): ThreadTable {
  const { tables, names } = recording;
  const count = names.threads.length;
  const measures = new Map<Measure, Float64Array>();
  const seen = new Uint8Array(count);
  for (const [of, measure] of MEASURES) {
    const sums = measures.get(measure) ?? new Float64Array(count);
    measures.set(measure, sums);
    for (const weighed of weighedTables(recording, of)) {
      addByThread(weighed, scope, { seed: names.seed, sums, seen });
    }
  }
  const started = moments('jdk.ThreadStart');
  const ended = moments('jdk.ThreadEnd');
  const cpu = meanCpu(recording, scope);
  const allocated = allocatedBytes(recording, scope);

  function moments(event: string): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    eachRowOf(tables.get(event), scope, (_, read) => {
      found.set(read('thread'), read('time') / NANOS_PER_MS);
    });
    return found;
  }

  const rows: ThreadRow[] = [];
  for (let thread = 0; thread < count; thread += 1) {
    const facts = {
      startedAt: started.get(thread),
      endedAt: ended.get(thread),
      cpu: cpu.get(thread),
      allocatedBytes: allocated.get(thread),
    };
    if (seen[thread] === 0 && Object.values(facts).every((value) => value === undefined)) continue;
    rows.push({
      ...recordedThread(names, thread),
      ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
      ...(Object.fromEntries([...measures].map(([measure, sums]) => [measure, sums[thread] ?? 0])) as Record<
        Measure,
        number
      >),
    });
  }
  rows.sort(
    (a, b) =>
      b.cpuSamples - a.cpuSamples || (b.cpu ?? 0) - (a.cpu ?? 0) || (b.allocatedBytes ?? 0) - (a.allocatedBytes ?? 0),
  );
  const pinned = rows.filter(({ virtual, pinnedMs }) => virtual && pinnedMs > 0);
  return {
    threads: rows.slice(0, THREADS_SHOWN),
    omitted: Math.max(0, rows.length - THREADS_SHOWN),
    virtual: {
      threads: rows.filter(({ virtual }) => virtual).length,
      pinned: pinned.length,
      pinnedMs: pinned.reduce((sum, { pinnedMs }) => sum + pinnedMs, 0),
    },
  };
}

function addByThread(
  { table, values, factor }: WeighedTable,
  scope: Scope,
  { seed, sums, seen }: { readonly seed: number; readonly sums: Float64Array; readonly seen: Uint8Array },
): void {
  const rows = { rows: rowsIn(table, scope), size: table.size };
  const grouped = [{ ...rows, first: table.stored('thread'), values, factor }];
  for (const { first, weight } of groupedSums(table.memory, grouped, { seed, parts: [], choose: (groups) => groups })) {
    if (first < 0) continue;
    seen[first] = 1;
    sums[first] = (sums[first] ?? 0) + weight;
  }
}

/** Of one core: the JVM tells shares of the machine. */
function meanCpu(recording: Recording, scope: Scope): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  eachRowOf(recording.tables.get('jdk.ThreadCPULoad'), scope, (_, read) => {
    const known = sums.get(read('thread')) ?? { sum: 0, count: 0 };
    sums.set(read('thread'), { sum: known.sum + read('user') + read('system'), count: known.count + 1 });
  });
  const threadsOfMachine = Number(recording.facts.get('jdk.CPUInformation')?.at(-1)?.['hwThreads'] ?? 1) || 1;
  return new Map([...sums].map(([thread, { sum, count }]) => [thread, (sum / count) * threadsOfMachine]));
}

/** Counted since a thread's start: what was added in the scope, or all where it was told once. */
function allocatedBytes({ tables }: Recording, scope: Scope): ReadonlyMap<number, number> {
  const spans = new Map<number, { least: number; most: number; count: number }>();
  eachRowOf(tables.get('jdk.ThreadAllocationStatistics'), scope, (_, read) => {
    const bytes = read('allocated');
    const known = spans.get(read('thread'));
    spans.set(read('thread'), {
      least: Math.min(known?.least ?? bytes, bytes),
      most: Math.max(known?.most ?? 0, bytes),
      count: (known?.count ?? 0) + 1,
    });
  });
  return new Map([...spans].map(([thread, { least, most, count }]) => [thread, count > 1 ? most - least : most]));
}
