/** What the engine answers about a recording; see `recordings.ts` for the questions and for units. */
import type { RecordedThread, WeightUnit } from './recording-overview.ts';
import type { Metric, WeightGroup } from './recording-questions.ts';

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
