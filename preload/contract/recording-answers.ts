/** What the engine answers about a recording; see `recordings.ts` for the questions and for units. */
import type { ErrorForm } from './errors.ts';
import type { Metric, WeightGroup, WeightSource } from './recording-questions.ts';

export interface RecentRecording {
  readonly recording: string;
  readonly fileName: string;
  readonly from: 'transfer' | 'path' | 'received';
  /** Where it lies, for those with a path. */
  readonly path?: string;
  readonly sizeBytes: number;
  readonly openedAt: string;
  /** Open now, and by whom it was asked for does not matter. */
  readonly open: boolean;
  /** The file is still where it was. */
  readonly available: boolean;
  /** Known once it has been read to its end. */
  readonly sha256?: string;
  readonly durationMs?: number;
  readonly events?: number;
  readonly jvm?: string;
}

/** What a recording's headers and metadata say, before its events are read. */
export interface RecordingIndex {
  readonly fileName: string;
  readonly sizeBytes: number;
  /** ISO 8601, to the millisecond; absent where nothing can be read. */
  readonly startedAt?: string;
  readonly durationMs: number;
  /** `growing`: its writer had not finished it. `cut`: the file ends before its last chunk does. */
  readonly state: 'whole' | 'growing' | 'cut' | 'unreadable';
  readonly chunkCount: number;
  /** The first 500. */
  readonly chunks: readonly RecordingChunk[];
  /** Packed as this; nothing if it is a plain recording. */
  readonly archive?: 'gzip' | 'zip' | 'lz4';
  readonly problems: readonly ReadingProblem[];
  readonly problemsOmitted: number;
}

export interface RecordingChunk {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly from: number;
  readonly durationMs: number;
  readonly state: 'whole' | 'growing' | 'cut';
  /** `2.1`. */
  readonly format: string;
}

/** A part that could not be read. */
export interface ReadingProblem {
  readonly offset: number;
  readonly reason: string;
}

export interface RecordingState {
  readonly phase: 'opening' | 'reading' | 'ready' | 'failed' | 'closed';
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly events: number;
  /** From the first moment at which it is known. */
  readonly index?: RecordingIndex;
  readonly problem?: ErrorForm;
}

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
  /** Masked here: the file holds what looks like a secret. */
  readonly masked?: boolean;
}

export interface RecordingOverview {
  readonly index: RecordingIndex;
  /** Everything has been read. */
  readonly complete: boolean;
  readonly events: number;
  readonly jvm: {
    readonly name?: string;
    readonly version?: string;
    readonly mainClass?: string;
    readonly pid?: number;
    readonly startedAt?: string;
    /** At the recording's end. */
    readonly uptimeMs?: number;
    /** Secrets masked. */
    readonly arguments: readonly LabelledValue[];
    readonly flags: readonly LabelledValue[];
  };
  readonly machine: readonly LabelledValue[];
  readonly container: readonly LabelledValue[];
  readonly cpus?: number;
  readonly heap: { readonly maxBytes?: number; readonly usedBytes?: number; readonly committedBytes?: number };
  readonly gc: {
    readonly young?: string;
    readonly old?: string;
    readonly count: number;
    readonly pauseMs: number;
    readonly longestPauseMs: number;
  };
  /** The most frequent event types, bytes included. */
  readonly eventTypes: readonly { readonly name: string; readonly count: number; readonly bytes: number }[];
  /** What can be asked of `hotMethods`, `callTree`, `weights`. */
  readonly sources: readonly AvailableSource[];
  /** What `series` has points of. */
  readonly metrics: readonly Metric[];
  readonly threads: readonly RecordedThread[];
  readonly threadsOmitted: number;
  /** Why nothing came after the end, where the JVM said so. */
  readonly ended?: string;
  /** Events that the JVM itself lost, in bytes. */
  readonly lostBytes: number;
  /** Settings as the recording had them, `jdk.ExecutionSample#period`. */
  readonly settings: readonly { readonly event: string; readonly name: string; readonly value: string }[];
}

export interface AvailableSource {
  readonly of: WeightSource;
  readonly label: string;
  /** The events that it is made of. */
  readonly eventTypes: readonly string[];
  readonly unit: WeightUnit;
  readonly count: number;
  readonly weight: number;
  readonly groups: readonly WeightGroup[];
}

export type WeightUnit = 'samples' | 'bytes' | 'milliseconds' | 'events';

export interface RecordedThread {
  readonly thread: number;
  readonly name: string;
  readonly javaThreadId?: number;
  readonly osThreadId?: number;
  readonly group?: string;
  readonly virtual: boolean;
}

export type Severity = 'bad' | 'warning' | 'note';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  /** Why it is unusual, with the figure. */
  readonly sentence: string;
  readonly figure: string;
  readonly threshold: string;
  /** Events that the figure was taken from. */
  readonly source: string;
  readonly remedy?: string;
  readonly evidence: Evidence;
}

/** Where a finding can be seen. */
export interface Evidence {
  readonly page:
    | 'overview'
    | 'hotMethods'
    | 'flameGraph'
    | 'allocation'
    | 'locks'
    | 'exceptions'
    | 'gc'
    | 'io'
    | 'threads'
    | 'events';
  readonly of?: WeightSource;
  readonly from?: number;
  readonly to?: number;
  readonly threads?: readonly number[];
  readonly method?: string;
  readonly eventType?: string;
}

export interface Findings {
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** Every rule, with what it saw: fine, or not to be judged from this recording and why. */
  readonly rules: readonly {
    readonly rule: string;
    readonly title: string;
    readonly outcome: 'found' | 'fine' | 'unknown';
    readonly reason: string;
  }[];
}

/** What an answer counted, so that a share means something. */
interface Weighed {
  readonly unit: WeightUnit;
  readonly events: number;
  readonly total: number;
}

export interface HotMethod {
  readonly className: string;
  readonly method: string;
  /** `(Ljava/lang/Object;)V`. */
  readonly descriptor: string;
  /** On top of the stack. */
  readonly self: number;
  /** Anywhere on it, counted once for each. */
  readonly total: number;
}

export interface HotMethods extends Weighed {
  readonly methods: readonly HotMethod[];
  readonly omitted: number;
}

export interface CallTreeOpened extends Weighed {
  readonly nodes: number;
  readonly frames: number;
  /** Bytes of the columns and of the JSON behind them. */
  readonly bytes: number;
  /** Nodes that were merged into their parents. */
  readonly omitted: number;
  /** Stacks whose outermost frames the recording's `stackdepth` cut off, in the same unit. */
  readonly truncated: number;
  /** Of `compareTrees`: the other's total. */
  readonly otherTotal?: number;
}

export interface WeightRow {
  readonly label: string;
  readonly thread?: number;
  readonly events: number;
  readonly weight: number;
  readonly largest: number;
  /** Of reads and writes: what they moved. */
  readonly bytes?: number;
  /** Of time spans: what half, 90 and 99 of 100 events stay below. */
  readonly percentiles?: readonly [number, number, number];
}

export interface GroupedWeights extends Weighed {
  readonly by: WeightGroup;
  /** The heaviest first. */
  readonly rows: readonly WeightRow[];
  readonly omitted: number;
}

export interface GarbageCollections {
  readonly count: number;
  readonly pauses: PauseSummary;
  readonly collections: readonly {
    readonly gcId: number;
    readonly at: number;
    readonly name: string;
    readonly cause: string;
    readonly durationMs: number;
    readonly pauseMs: number;
    readonly longestPauseMs: number;
    readonly heapBeforeBytes?: number;
    readonly heapAfterBytes?: number;
  }[];
  readonly omitted: number;
  readonly causes: readonly PauseGroup[];
  readonly collectors: readonly PauseGroup[];
  readonly phases: readonly PauseGroup[];
  readonly heap: readonly { readonly at: number; readonly when: string; readonly usedBytes: number }[];
}

export interface PauseSummary {
  readonly count: number;
  readonly totalMs: number;
  readonly longestMs: number;
  readonly averageMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Of the time looked at, 0 to 1. */
  readonly share: number;
}

export interface PauseGroup {
  readonly label: string;
  readonly count: number;
  readonly totalMs: number;
  readonly longestMs: number;
}

/** The JVM at work for itself. */
export interface RuntimeFacts {
  readonly operations: readonly PauseGroup[];
  readonly safepoints: PauseSummary;
  readonly compilation: {
    readonly count: number;
    readonly totalMs: number;
    readonly failed: number;
    readonly longest: readonly { readonly method: string; readonly at: number; readonly durationMs: number }[];
  };
  readonly deoptimizations: readonly { readonly label: string; readonly count: number }[];
  readonly classLoading: { readonly loaded?: number; readonly unloaded?: number; readonly loads: number };
  readonly codeCache: readonly { readonly label: string; readonly usedBytes: number; readonly reservedBytes: number }[];
}

export interface ThreadRow extends RecordedThread {
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly cpuSamples: number;
  readonly nativeSamples: number;
  /** Of one core, 0 to 1, as the JVM measured it; absent where it did not. */
  readonly cpu?: number;
  readonly allocatedBytes?: number;
  readonly blockedMs: number;
  readonly waitingMs: number;
  readonly parkedMs: number;
  readonly sleepingMs: number;
  readonly ioMs: number;
  readonly pinnedMs: number;
}

export interface ThreadTable {
  readonly threads: readonly ThreadRow[];
  readonly omitted: number;
  readonly virtual: { readonly threads: number; readonly pinned: number; readonly pinnedMs: number };
}

export type ThreadState = 'running' | 'native' | 'blocked' | 'waiting' | 'parked' | 'sleeping' | 'io' | 'pinned';

export interface Lifelines {
  readonly threads: readonly {
    readonly thread: number;
    readonly states: readonly ThreadState[];
    readonly from: readonly number[];
    readonly to: readonly number[];
  }[];
  readonly omitted: number;
}

export interface MetricSeries {
  readonly metric: Metric;
  readonly label: string;
  /** `share` is of one: 0.5 is half of the machine. */
  readonly unit: 'share' | 'bytes' | 'bytesPerSecond' | 'milliseconds' | 'count' | 'perSecond';
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
}

/** Of a column's values: how to show and to filter them. */
export type ColumnKind =
  | 'time'
  | 'milliseconds'
  | 'bytes'
  | 'bits'
  | 'share'
  | 'hertz'
  | 'address'
  | 'number'
  | 'boolean'
  | 'text'
  | 'class'
  | 'method'
  | 'thread'
  | 'stack';

export interface EventColumn {
  /** `heapSpace.committedSize` lies in a structure. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly kind: ColumnKind;
}

export interface EventTypeFacts {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly categories: readonly string[];
  readonly count: number;
  readonly bytes: number;
  readonly columns: readonly EventColumn[];
}

export type AllEventTypes = readonly EventTypeFacts[];

/** Numbers in the unit of their column; a 64-bit number that a double does not hold, as text. */
export type Cell = string | number | boolean | null;

export interface EventPage {
  readonly columns: readonly EventColumn[];
  /** The event's number of each row, for `event`. */
  readonly events: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  /** Of this type in scope, that the filters let through. */
  readonly matched: number;
  /** More of them than are looked at; filter or choose a shorter time. */
  readonly truncated: boolean;
}

export interface StackLine {
  readonly className: string;
  readonly method: string;
  readonly line: number;
  /** `JIT compiled`, `Interpreted`, `Inlined`, `Native`. */
  readonly kind: string;
}

export interface EventDetail {
  readonly type: string;
  /** All fields with what lies in them, a path for each. */
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly kind: ColumnKind;
    readonly value: Cell;
  }[];
  readonly stack?: { readonly lines: readonly StackLine[]; readonly truncated: boolean };
}

export interface FieldHistogram {
  readonly column: EventColumn;
  readonly events: number;
  /** Of numbers: from, to, count. */
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Of everything else: the most frequent values. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  readonly omitted: number;
}
