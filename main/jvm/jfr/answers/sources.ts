import type { AvailableSource, WeightGroup, WeightSource, WeightUnit } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import { addedUp } from '../sums/column-sums.ts';
import type { ColumnTable } from '../tables/column-table.ts';
import type { StoredColumn } from '../tables/stored-column.ts';
import { NANOS_PER_MS } from './scope.ts';

/** How much a row weighs: its column times a factor; without a column each row is one. */
interface SourceTable {
  readonly event: string;
  readonly column?: string;
  readonly factor?: number;
  /** How many bytes a row moved. */
  readonly bytes?: string;
}

interface SourceDefinition {
  readonly label: string;
  readonly unit: WeightUnit;
  /** Of these the first that has rows counts: a recording may hold two measurements of one thing. */
  readonly alternatives: readonly (readonly SourceTable[])[];
  readonly groups: readonly WeightGroup[];
}

const durations = (...events: readonly string[]): readonly (readonly SourceTable[])[] => [
  events.map((event) => ({ event: `jdk.${event}`, column: 'duration', factor: 1 / NANOS_PER_MS })),
];
const transfers = (event: string): readonly (readonly SourceTable[])[] =>
  durations(event).map((tables) => tables.map((each) => ({ ...each, bytes: 'bytes' })));
const SITES: readonly WeightGroup[] = ['thread', 'method', 'caller'];

const inTlab: SourceTable = { event: 'jdk.ObjectAllocationInNewTLAB', column: 'weight' };
const outsideTlab: SourceTable = { event: 'jdk.ObjectAllocationOutsideTLAB', column: 'weight' };

export const SOURCES: Readonly<Record<WeightSource, SourceDefinition>> = {
  cpu: {
    label: 'CPU',
    unit: 'samples',
    alternatives: [
      [{ event: 'jdk.CPUTimeSample' }],
      [{ event: 'jdk.ExecutionSample' }],
      [{ event: 'datadog.ExecutionSample', column: 'weight' }],
    ],
    groups: [...SITES, 'state'],
  },
  native: {
    label: 'Native code',
    unit: 'samples',
    alternatives: [[{ event: 'jdk.NativeMethodSample' }]],
    groups: [...SITES, 'state'],
  },
  wall: {
    label: 'Wall clock',
    unit: 'samples',
    alternatives: [
      [{ event: 'profiler.WallClockSample', column: 'weight' }],
      [{ event: 'datadog.MethodSample', column: 'weight' }],
    ],
    groups: [...SITES, 'state'],
  },
  allocation: {
    label: 'Allocation',
    unit: 'bytes',
    alternatives: [[{ event: 'jdk.ObjectAllocationSample', column: 'weight' }], [inTlab, outsideTlab]],
    groups: ['class', ...SITES],
  },
  allocationInTlab: {
    label: 'Allocation in new TLABs',
    unit: 'bytes',
    alternatives: [[inTlab]],
    groups: ['class', ...SITES],
  },
  allocationOutsideTlab: {
    label: 'Allocation outside TLABs',
    unit: 'bytes',
    alternatives: [[outsideTlab]],
    groups: ['class', ...SITES],
  },
  oldObjects: {
    label: 'Old objects',
    unit: 'events',
    alternatives: [[{ event: 'jdk.OldObjectSample' }], [{ event: 'profiler.LiveObject' }]],
    groups: ['class', ...SITES],
  },
  lock: {
    label: 'Blocked on monitors',
    unit: 'milliseconds',
    alternatives: durations('JavaMonitorEnter'),
    groups: ['class', 'owner', ...SITES],
  },
  wait: {
    label: 'Object.wait',
    unit: 'milliseconds',
    alternatives: durations('JavaMonitorWait'),
    groups: ['class', ...SITES],
  },
  park: { label: 'Parked', unit: 'milliseconds', alternatives: durations('ThreadPark'), groups: ['class', ...SITES] },
  sleep: { label: 'Thread.sleep', unit: 'milliseconds', alternatives: durations('ThreadSleep'), groups: SITES },
  pinned: {
    label: 'Pinned virtual threads',
    unit: 'milliseconds',
    alternatives: durations('VirtualThreadPinned'),
    groups: SITES,
  },
  exceptions: {
    label: 'Exceptions and errors',
    unit: 'events',
    alternatives: [[{ event: 'jdk.JavaExceptionThrow' }, { event: 'jdk.JavaErrorThrow' }]],
    groups: ['class', 'message', ...SITES],
  },
  socketRead: {
    label: 'Socket reads',
    unit: 'milliseconds',
    alternatives: transfers('SocketRead'),
    groups: ['host', ...SITES],
  },
  socketWrite: {
    label: 'Socket writes',
    unit: 'milliseconds',
    alternatives: transfers('SocketWrite'),
    groups: ['host', ...SITES],
  },
  fileRead: {
    label: 'File reads',
    unit: 'milliseconds',
    alternatives: transfers('FileRead'),
    groups: ['path', ...SITES],
  },
  fileWrite: {
    label: 'File writes',
    unit: 'milliseconds',
    alternatives: transfers('FileWrite'),
    groups: ['path', ...SITES],
  },
  fileForce: {
    label: 'Files forced to disk',
    unit: 'milliseconds',
    alternatives: durations('FileForce'),
    groups: ['path', ...SITES],
  },
  nativeMemory: {
    label: 'Native memory',
    unit: 'bytes',
    alternatives: [[{ event: 'profiler.Malloc', column: 'weight' }]],
    groups: SITES,
  },
  classLoading: {
    label: 'Class loading',
    unit: 'milliseconds',
    alternatives: durations('ClassLoad'),
    groups: ['class', ...SITES],
  },
};

export interface WeighedTable {
  readonly event: string;
  readonly table: ColumnTable;
  /**
   * What rows count in the source's unit, divided by `factor`: what is missing or negative counts nothing. Undefined where
   * each counts one.
   */
  readonly values: StoredColumn | undefined;
  readonly factor: number;
  /** What rows moved; undefined where they moved nothing. */
  readonly bytes: StoredColumn | undefined;
}

/** The tables that a source is made of in this recording. `count`: each row counts one. */
export function weighedTables(recording: Recording, of: WeightSource, count = false): readonly WeighedTable[] {
  const hasRows = ({ event }: SourceTable): boolean => (recording.tables.get(event)?.size ?? 0) > 0;
  const chosen = SOURCES[of].alternatives.find((tables) => tables.some(hasRows)) ?? [];
  return chosen.filter(hasRows).flatMap(({ event, column, factor = 1, bytes }) => {
    const table = recording.tables.get(event);
    if (table === undefined) return [];
    const isCounted = column === undefined || count;
    return [
      {
        event,
        table,
        values: isCounted ? undefined : table.stored(column),
        factor: isCounted ? 1 : factor,
        bytes: bytes === undefined ? undefined : table.stored(bytes),
      },
    ];
  });
}

export function unitOfSource(of: WeightSource, count: boolean): WeightUnit {
  const { unit } = SOURCES[of];
  return count && unit !== 'samples' ? 'events' : unit;
}

/** What this recording has anything of. */
export function availableSources(recording: Recording): readonly AvailableSource[] {
  return (Object.keys(SOURCES) as WeightSource[]).flatMap((of) => {
    const tables = weighedTables(recording, of);
    if (tables.length === 0) return [];
    const weight = tables.reduce((sum, weighed) => sum + totalOf(weighed), 0);
    const { label, unit, groups } = SOURCES[of];
    const count = tables.reduce((sum, { table }) => sum + table.size, 0);
    return [{ of, label, eventTypes: tables.map(({ event }) => event), unit, count, weight, groups }];
  });
}

/** How far the rows of a table have been added up: while a recording is being read, its overview is asked for time and again. */
interface Total {
  rows: number;
  weight: number;
}
const totals = new WeakMap<ColumnTable, Total>();

function totalOf({ table, values, factor }: WeighedTable): number {
  if (values === undefined) return table.size;
  const total = totals.get(table) ?? { rows: 0, weight: 0 };
  totals.set(table, total);
  total.weight = addedUp(table.memory, values, factor, { from: total.rows, weight: total.weight });
  total.rows = values.length;
  return total.weight;
}
