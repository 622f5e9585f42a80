import type { GarbageCollections, PauseGroup, PauseSummary } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import type { ColumnTable } from '../tables/column-table.ts';
import { percentile } from '../sums/percentile.ts';
import { remembered } from './remembered.ts';
import { eachRow, NANOS_PER_MS, scopeLength, type Scope } from './scope.ts';

const COLLECTIONS_SHOWN = 5000;
const HEAP_POINTS = 10_000;
const GROUPS_SHOWN = 200;

/** Garbage collections: each with its pause, and what they did to the heap. */
export function collections(recording: Recording, { from, to, threads }: Scope): GarbageCollections {
  const scope = { from, to, threads };
  return remembered(recording, 'collections', scope, () => collectionsIn(recording, scope));
}

function collectionsIn(recording: Recording, scope: Scope): GarbageCollections {
  const { names, tables } = recording;
  const text = (number: number | undefined): string => names.texts.text(number ?? -1);
  // A collection is of no thread that anybody chose.
  const times = { from: scope.from, to: scope.to };
  const heap = heapOf(recording, times);
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  for (const { gcId, when, usedBytes } of heap) (when === 'Before GC' ? before : after).set(gcId, usedBytes);

  const rows: GarbageCollections['collections'][number][] = [];
  eachRowOf(tables.get('jdk.GarbageCollection'), times, (_, read) => {
    const gcId = read('gcId');
    const heapBeforeBytes = before.get(gcId);
    const heapAfterBytes = after.get(gcId);
    rows.push({
      gcId,
      at: read('time') / NANOS_PER_MS,
      name: text(read('name')),
      cause: text(read('cause')),
      durationMs: read('duration') / NANOS_PER_MS,
      pauseMs: read('sumOfPauses') / NANOS_PER_MS,
      longestPauseMs: read('longestPause') / NANOS_PER_MS,
      ...(heapBeforeBytes === undefined ? {} : { heapBeforeBytes }),
      ...(heapAfterBytes === undefined ? {} : { heapAfterBytes }),
    });
  });
  rows.sort((a, b) => a.at - b.at);

  return {
    count: rows.length,
    pauses: pauseSummary(pausesIn(recording, times), scopeLength(scope, recording.endNanos)),
    collections: rows.slice(0, COLLECTIONS_SHOWN),
    omitted: Math.max(0, rows.length - COLLECTIONS_SHOWN),
    causes: grouped(rows.map(({ cause, pauseMs }) => [cause, pauseMs])),
    collectors: grouped(rows.map(({ name, pauseMs }) => [name, pauseMs])),
    phases: phases(recording, times),
    heap: heap.slice(0, HEAP_POINTS).map(({ at, when, usedBytes }) => ({ at, when, usedBytes })),
  };
}

/** What the JVM stood still for: phases where they were recorded, otherwise what collections say of themselves. */
function pausesIn({ tables }: Recording, scope: Scope): number[] {
  const pauses: number[] = [];
  const phasesTable = tables.get('jdk.GCPhasePause');
  const own = (phasesTable?.size ?? 0) > 0;
  eachRowOf(own ? phasesTable : tables.get('jdk.GarbageCollection'), scope, (_, read) => {
    pauses.push(read(own ? 'duration' : 'longestPause') / NANOS_PER_MS);
  });
  return pauses;
}

export function pauseSummary(pauses: readonly number[], lengthMs: number): PauseSummary {
  const sorted = Float64Array.from(pauses).sort();
  const totalMs = sorted.reduce((sum, pause) => sum + pause, 0);
  return {
    count: sorted.length,
    totalMs,
    longestMs: sorted.at(-1) ?? 0,
    averageMs: sorted.length === 0 ? 0 : totalMs / sorted.length,
    p50Ms: percentile(sorted, 0.5),
    p95Ms: percentile(sorted, 0.95),
    p99Ms: percentile(sorted, 0.99),
    share: lengthMs > 0 ? Math.min(1, totalMs / lengthMs) : 0,
  };
}

/** By label, the longest together first. */
export function grouped(entries: Iterable<readonly [string, number]>): readonly PauseGroup[] {
  const groups = new Map<string, { count: number; totalMs: number; longestMs: number }>();
  for (const [label, milliseconds] of entries) {
    const group = groups.get(label) ?? { count: 0, totalMs: 0, longestMs: 0 };
    group.count += 1;
    group.totalMs += milliseconds;
    group.longestMs = Math.max(group.longestMs, milliseconds);
    groups.set(label, group);
  }
  return [...groups]
    .map(([label, group]) => ({ label, ...group }))
    .sort((a, b) => b.totalMs - a.totalMs || b.count - a.count)
    .slice(0, GROUPS_SHOWN);
}

/** Calls `each` with a way to read the row's columns. */
export function eachRowOf(
  table: ColumnTable | undefined,
  scope: Scope,
  each: (row: number, read: (column: string) => number) => void,
): void {
  if (table === undefined) return;
  const columns = new Map(table.definition.columns.map(({ name }) => [name, table.column(name)]));
  eachRow(table, scope, (row) => {
    each(row, (column) => columns.get(column)?.[row] ?? Number.NaN);
  });
}

function phases({ tables, names }: Recording, scope: Scope): readonly PauseGroup[] {
  const entries: [string, number][] = [];
  for (const event of ['jdk.GCPhasePause', 'jdk.GCPhasePauseLevel1']) {
    eachRowOf(tables.get(event), scope, (_, read) => {
      entries.push([names.texts.text(read('name')), read('duration') / NANOS_PER_MS]);
    });
  }
  return grouped(entries);
}

interface HeapPoint {
  readonly gcId: number;
  readonly at: number;
  readonly when: string;
  readonly usedBytes: number;
}

function heapOf({ tables, names }: Recording, scope: Scope): readonly HeapPoint[] {
  const points: HeapPoint[] = [];
  eachRowOf(tables.get('jdk.GCHeapSummary'), scope, (_, read) => {
    points.push({
      gcId: read('gcId'),
      at: read('time') / NANOS_PER_MS,
      when: names.texts.text(read('when')),
      usedBytes: read('heapUsed'),
    });
  });
  return points.sort((a, b) => a.at - b.at);
}
