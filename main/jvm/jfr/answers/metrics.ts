import type { Metric, MetricSeries } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import type { TimedValues } from '../sums/column-sums.ts';
import type { Column } from '../sums/row-blocks.ts';
import { floatsOf, type ColumnTable } from '../tables/column-table.ts';
import { NANOS_PER_MS } from './scope.ts';
import { weighedTables, type WeighedTable } from './sources.ts';

type Unit = MetricSeries['unit'];

/** Values at moments, which are looked for when asked. */
export interface Gauge {
  readonly kind: 'gauge';
  points(): { readonly times: Float64Array; readonly values: Float64Array };
}

/** Amounts at moments, to be added up over a while. */
export interface Flow {
  readonly kind: 'flow';
  readonly parts: readonly TimedValues[];
  /** Whether the sum is shown for each second. */
  readonly perSecond: boolean;
}

interface MetricDefinition {
  readonly label: string;
  readonly unit: Unit;
  read(recording: Recording): Gauge | Flow | undefined;
}

export const METRICS: Readonly<Record<Metric, MetricDefinition>> = {
  jvmUser: gauge('JVM, user code', 'share', 'jdk.CPULoad', 'jvmUser'),
  jvmSystem: gauge('JVM, system', 'share', 'jdk.CPULoad', 'jvmSystem'),
  machineTotal: gauge('Machine', 'share', 'jdk.CPULoad', 'machineTotal'),
  heapUsed: gauge('Heap used', 'bytes', 'jdk.GCHeapSummary', 'heapUsed'),
  heapCommitted: gauge('Heap committed', 'bytes', 'jdk.GCHeapSummary', 'committed'),
  heapAfterGc: { label: 'Heap after collections', unit: 'bytes', read: heapAfterGc },
  gcPause: flow('GC pauses', 'milliseconds', ['jdk.GCPhasePause'], { column: 'duration', factor: 1 / NANOS_PER_MS }),
  allocationRate: {
    label: 'Allocation',
    unit: 'bytesPerSecond',
    read: (recording) => ofSource(recording, 'allocation', true),
  },
  cpuSamples: { label: 'CPU samples', unit: 'perSecond', read: (recording) => ofSource(recording, 'cpu', true) },
  exceptionRate: { label: 'Exceptions', unit: 'perSecond', read: exceptions },
  lockTime: {
    label: 'Blocked on monitors',
    unit: 'milliseconds',
    read: (recording) => ofSource(recording, 'lock', false),
  },
  ioTime: flow(
    'Socket and file I/O',
    'milliseconds',
    ['jdk.SocketRead', 'jdk.SocketWrite', 'jdk.FileRead', 'jdk.FileWrite', 'jdk.FileForce'],
    { column: 'duration', factor: 1 / NANOS_PER_MS },
  ),
  activeThreads: gauge('Threads', 'count', 'jdk.JavaThreadStatistics', 'activeCount'),
  loadedClasses: gauge('Loaded classes', 'count', 'jdk.ClassLoadingStatistics', 'loadedClassCount'),
  metaspaceUsed: gauge('Metaspace', 'bytes', 'jdk.MetaspaceSummary', 'used'),
  codeCacheUsed: { label: 'Code cache', unit: 'bytes', read: codeCache },
  residentSize: gauge('Resident memory', 'bytes', 'jdk.ResidentSetSize', 'size'),
  containerMemory: gauge('Container memory', 'bytes', 'jdk.ContainerMemoryUsage', 'memoryUsage'),
  containerCpu: {
    label: 'Container CPU, of one core',
    unit: 'share',
    read: (recording) => rates(recording, 'jdk.ContainerCPUUsage', 'cpuTime'),
  },
  containerThrottled: {
    label: 'Held back by its limit',
    unit: 'share',
    read: (recording) => rates(recording, 'jdk.ContainerCPUThrottling', 'cpuThrottledTime'),
  },
  contextSwitches: gauge('Context switches', 'perSecond', 'jdk.ThreadContextSwitchRate', 'switchRate'),
  safepointTime: flow('VM operations', 'milliseconds', ['jdk.ExecuteVMOperation'], {
    column: 'duration',
    factor: 1 / NANOS_PER_MS,
  }),
  compilationTime: flow('Compilation', 'milliseconds', ['jdk.Compilation'], {
    column: 'duration',
    factor: 1 / NANOS_PER_MS,
  }),
};

/** Those that this recording has anything of. */
export function availableMetrics(recording: Recording): readonly Metric[] {
  return (Object.keys(METRICS) as Metric[]).filter((metric) => METRICS[metric].read(recording) !== undefined);
}

function filled(recording: Recording, event: string): ColumnTable | undefined {
  const table = recording.tables.get(event);
  return table === undefined || table.size === 0 ? undefined : table;
}

function gauge(label: string, unit: Unit, event: string, column: string): MetricDefinition {
  return {
    label,
    unit,
    read: (recording) => {
      const table = filled(recording, event);
      return table === undefined
        ? undefined
        : {
            kind: 'gauge',
            points: () => ({ times: floatsOf(table, 'time'), values: floatsOf(table, column) }),
          };
    },
  };
}

function flow(
  label: string,
  unit: Unit,
  events: readonly string[],
  { column, factor }: { readonly column: string; readonly factor: number },
): MetricDefinition {
  return {
    label,
    unit,
    read: (recording) => {
      const parts = events.flatMap((event) => {
        const table = filled(recording, event);
        if (table === undefined) return [];
        return [timed(table, table.stored(column), factor)];
      });
      return parts.length === 0 ? undefined : { kind: 'flow', parts, perSecond: false };
    },
  };
}

function ofSource(recording: Recording, of: 'allocation' | 'cpu' | 'lock', perSecond: boolean): Flow | undefined {
  const parts = weighedTables(recording, of).map(flowPart);
  return parts.length === 0 ? undefined : { kind: 'flow', parts, perSecond };
}

function flowPart({ table, values, factor }: WeighedTable): TimedValues {
  return timed(table, values, factor);
}

function timed(table: ColumnTable, values: Column | undefined, factor: number): TimedValues {
  return { times: table.stored('time'), values, factor };
}

/** The JVM's own count where it told one, otherwise the exceptions that were recorded. */
function exceptions(recording: Recording): Flow | undefined {
  const counted = steps(recording, 'jdk.ExceptionStatistics', 'throwables');
  if (counted !== undefined) {
    return { kind: 'flow', parts: [{ times: counted.times, values: counted.grown, factor: 1 }], perSecond: true };
  }
  const parts = weighedTables(recording, 'exceptions').map(flowPart);
  return parts.length === 0 ? undefined : { kind: 'flow', parts, perSecond: true };
}

interface Steps {
  readonly times: Float64Array;
  /** How much was added since the moment before. */
  readonly grown: Float64Array;
  /** Nanoseconds since the moment before; NaN for the first. */
  readonly elapsed: Float64Array;
}

/** A counter that only grows: how much it grew until each moment. */
function steps(recording: Recording, event: string, column: string): Steps | undefined {
  const table = filled(recording, event);
  if (table === undefined || table.size < 2) return undefined;
  const times = floatsOf(table, 'time');
  const values = floatsOf(table, column);
  const order = Uint32Array.from(times, (_, row) => row).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const grown = new Float64Array(values.length);
  const elapsed = new Float64Array(values.length);
  order.forEach((row, index) => {
    const before = order[index - 1] ?? row;
    // A JVM that was started again begins at zero.
    grown[row] = Math.max(0, (values[row] ?? 0) - (values[before] ?? 0));
    elapsed[row] = before === row ? Number.NaN : (times[row] ?? 0) - (times[before] ?? 0);
  });
  return { times, grown, elapsed };
}

/** Of a counter of nanoseconds that is read every half minute: the share of the time until each moment. */
function rates(recording: Recording, event: string, column: string): Gauge | undefined {
  const counted = steps(recording, event, column);
  if (counted === undefined) return undefined;
  const { times, grown, elapsed } = counted;
  const values = grown.map((nanos, row) => nanos / (elapsed[row] ?? Number.NaN));
  return { kind: 'gauge', points: () => ({ times, values }) };
}

function heapAfterGc(recording: Recording): Gauge | undefined {
  const table = filled(recording, 'jdk.GCHeapSummary');
  if (table === undefined) return undefined;
  const when = table.column('when');
  const rows = Array.from(when, (text, row) => (recording.names.texts.text(text) === 'After GC' ? row : -1)).filter(
    (row) => row >= 0,
  );
  const pick = (column: string): Float64Array => {
    const values = table.column(column);
    return Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  };
  return rows.length === 0
    ? undefined
    : { kind: 'gauge', points: () => ({ times: pick('time'), values: pick('heapUsed') }) };
}

/** All segments of the code cache at each moment, which are told one after the other. */
function codeCache(recording: Recording): Gauge | undefined {
  const table = filled(recording, 'jdk.CodeCacheStatistics');
  return table === undefined ? undefined : { kind: 'gauge', points: () => codeCachePoints(table) };
}

function codeCachePoints(table: ColumnTable): ReturnType<Gauge['points']> {
  const [start, top, free] = ['startAddress', 'reservedTopAddress', 'unallocatedCapacity'].map((name) =>
    table.column(name),
  );
  const type = table.column('codeBlobType');
  const times = floatsOf(table, 'time');
  const used = new Map<number, number>();
  const values = times.map((_, row) => {
    used.set(type[row] ?? 0, (top?.[row] ?? 0) - (start?.[row] ?? 0) - (free?.[row] ?? 0));
    return [...used.values()].reduce((sum, bytes) => sum + bytes, 0);
  });
  return { times, values };
}
