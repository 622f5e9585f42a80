/** What is known of a recording as a whole: where it is, what was read of it, what ran, and what stands out. */
import type { ErrorForm } from './errors.ts';
import type { FileRef } from './files.ts';
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
  /** Why the system's own program is not asked to open it. */
  readonly openRefusal?: string;
  /** Of a fetched one: the copy, if it is still kept, where it came from, and what was proven. */
  readonly transfer?: string;
  readonly source?: FileRef;
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
  /** How often all of it has been read. Where it is read again, earlier answers are of less than there is. */
  readonly readings: number;
  readonly problem?: ErrorForm;
  /** Why a file that is still being written is followed no longer. */
  readonly unfollowed?: ErrorForm;
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
  /** From what on, or below what, the figure is unusual: `from 70 %`. */
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
