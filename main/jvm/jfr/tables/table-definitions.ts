/**
 * Events whose fields are kept in columns while reading, so that any answer about them is a loop over arrays. All other
 * events are counted, and read from the file when somebody looks at them.
 */
export type ColumnKind =
  /** Nanoseconds since the recording's origin. */
  | 'time'
  /** A time span in nanoseconds, whatever the field's unit. */
  | 'nanos'
  | 'number'
  | 'text'
  | 'class'
  | 'method'
  | 'thread'
  | 'stack';

export interface ColumnDefinition {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Where the value is found: the first of these that the event has. `heapSpace.used` is inside a structure. */
  readonly fields: readonly string[];
}

export interface TableDefinition {
  readonly event: string;
  readonly columns: readonly ColumnDefinition[];
}

const column = (kind: ColumnKind, name: string, ...others: readonly string[]): ColumnDefinition => ({
  name,
  kind,
  fields: [name, ...others],
});

const TIME = column('time', 'time', 'startTime');
const DURATION = column('nanos', 'duration');
const THREAD = column('thread', 'thread', 'sampledThread', 'eventThread');
const STACK = column('stack', 'stack', 'stackTrace');
const number = (name: string): ColumnDefinition => column('number', name);
const text = (name: string): ColumnDefinition => column('text', name);

const table = (event: string, ...columns: readonly ColumnDefinition[]): TableDefinition => ({
  event,
  columns: [TIME, ...columns],
});
const sample = (event: string, ...columns: readonly ColumnDefinition[]): TableDefinition =>
  table(event, THREAD, STACK, ...columns);
const timed = (event: string, ...columns: readonly ColumnDefinition[]): TableDefinition =>
  sample(event, DURATION, ...columns);

const objectClass = column('class', 'class', 'objectClass');
const thrown = [column('class', 'class', 'thrownClass'), text('message')];

export const TABLES: readonly TableDefinition[] = [
  sample('jdk.ExecutionSample', text('state')),
  sample('jdk.NativeMethodSample', text('state')),
  sample('jdk.CPUTimeSample', column('nanos', 'weight', 'samplingPeriod')),
  sample('profiler.WallClockSample', text('state'), column('number', 'weight', 'samples')),
  sample('datadog.ExecutionSample', text('state'), number('weight')),
  sample('datadog.MethodSample', text('state'), number('weight')),
  sample('jdk.ObjectAllocationSample', objectClass, number('weight')),
  sample('jdk.ObjectAllocationInNewTLAB', objectClass, column('number', 'weight', 'tlabSize')),
  sample('jdk.ObjectAllocationOutsideTLAB', objectClass, column('number', 'weight', 'allocationSize')),
  timed('jdk.JavaMonitorEnter', column('class', 'class', 'monitorClass'), column('thread', 'owner', 'previousOwner')),
  timed('jdk.JavaMonitorWait', column('class', 'class', 'monitorClass')),
  timed('jdk.ThreadPark', column('class', 'class', 'parkedClass')),
  timed('jdk.ThreadSleep'),
  timed('jdk.VirtualThreadPinned'),
  sample('jdk.JavaExceptionThrow', ...thrown),
  sample('jdk.JavaErrorThrow', ...thrown),
  table('jdk.ExceptionStatistics', number('throwables')),
  timed('jdk.SocketRead', text('host'), number('port'), column('number', 'bytes', 'bytesRead')),
  timed('jdk.SocketWrite', text('host'), number('port'), column('number', 'bytes', 'bytesWritten')),
  timed('jdk.FileRead', text('path'), column('number', 'bytes', 'bytesRead')),
  timed('jdk.FileWrite', text('path'), column('number', 'bytes', 'bytesWritten')),
  timed('jdk.FileForce', text('path')),
  table(
    'jdk.GarbageCollection',
    DURATION,
    number('gcId'),
    text('name'),
    text('cause'),
    column('nanos', 'sumOfPauses'),
    column('nanos', 'longestPause'),
  ),
  table('jdk.GCPhasePause', DURATION, number('gcId'), text('name')),
  table(
    'jdk.GCHeapSummary',
    number('gcId'),
    text('when'),
    number('heapUsed'),
    column('number', 'committed', 'heapSpace.committedSize'),
  ),
  table('jdk.CPULoad', number('jvmUser'), number('jvmSystem'), number('machineTotal')),
  table('jdk.ThreadCPULoad', THREAD, number('user'), number('system')),
  table('jdk.ThreadAllocationStatistics', column('thread', 'thread'), number('allocated')),
  table('jdk.JavaThreadStatistics', number('activeCount'), number('peakCount')),
  sample('jdk.ThreadStart'),
  table('jdk.ThreadEnd', THREAD),
  table('jdk.ResidentSetSize', number('size')),
  table('jdk.ContainerMemoryUsage', number('memoryUsage'), number('memoryFailCount')),
  table('jdk.ContainerCPUUsage', column('nanos', 'cpuTime'), column('nanos', 'cpuUserTime')),
  table(
    'jdk.ContainerCPUThrottling',
    number('cpuElapsedSlices'),
    number('cpuThrottledSlices'),
    column('nanos', 'cpuThrottledTime'),
  ),
  sample('jdk.OldObjectSample', number('lastKnownHeapUsage')),
  sample('profiler.LiveObject', objectClass),
  sample('profiler.Malloc', column('number', 'weight', 'size')),
  timed('jdk.ClassLoad', column('class', 'class', 'loadedClass')),
  table('jdk.Compilation', DURATION, THREAD, column('method', 'method'), column('number', 'succeeded', 'succeded')),
  table('jdk.Deoptimization', THREAD, text('reason')),
  table('jdk.ExecuteVMOperation', DURATION, text('operation'), number('safepoint')),
  table('jdk.SafepointBegin', DURATION),
  table(
    'jdk.CodeCacheStatistics',
    text('codeBlobType'),
    number('startAddress'),
    number('reservedTopAddress'),
    number('unallocatedCapacity'),
  ),
  table('jdk.MetaspaceSummary', column('number', 'used', 'metaspace.used')),
  table('jdk.ClassLoadingStatistics', number('loadedClassCount'), number('unloadedClassCount')),
  table('jdk.ThreadContextSwitchRate', number('switchRate')),
  table('jdk.GCPhasePauseLevel1', DURATION, number('gcId'), text('name')),
  table('jdk.ZAllocationStall', DURATION, THREAD, number('size')),
  table('jdk.SystemGC', DURATION, THREAD),
  table('jdk.CPUTimeSamplesLost', number('lostSamples')),
  table('jdk.SwapSpace', number('totalSize'), number('freeSize')),
  table('jdk.PhysicalMemory', number('totalSize'), number('usedSize')),
  table('jdk.DataLoss', number('amount'), number('total')),
];
