/** Java virtual machines of a pod: finding them, recording them, asking them anything they answer. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import type {
  ClassHistogram,
  CodeCache,
  CollectedGarbage,
  CommandHelp,
  CompilerQueue,
  JvmCommand,
  NativeMemory,
  SystemProperty,
  ThreadDump,
  VmFlag,
} from './jvm-answers.ts';
import {
  DumpPath,
  RecordingName,
  StartRecording,
  type RecordingFile,
  type RecordingPlan,
  type RecordingSpace,
  type RecordingsView,
  type StartedRecording,
} from './jvm-recordings.ts';
import { call, itemStream } from './kinds.ts';
import { PodRef, ProcessRef } from './references.ts';

/** Whether a JVM can be attached to, known before anything is sent to it. */
export interface AttachVerdict {
  readonly possible: boolean;
  readonly sentence: string;
  readonly remedy?: string;
  /** What was looked at, in the order in which it counts. */
  readonly checks: readonly AttachCheck[];
}

export interface AttachCheck {
  readonly title: string;
  readonly result: 'good' | 'bad' | 'unknown';
  readonly fact: string;
}

export interface Jvm {
  /** The debug container that sees it, and its process number from there. */
  readonly container: string;
  readonly pid: number;
  readonly targetContainer?: string;
  /** `nativeImage`: a program that GraalVM compiled from Java, without a virtual machine. */
  readonly kind: 'hotspot' | 'openj9' | 'nativeImage' | 'unknown';
  readonly mainClass?: string;
  /** Secrets masked. */
  readonly command: readonly string[];
  /** From `-XX:` and `-X` arguments, secrets masked. */
  readonly flags: readonly string[];
  readonly version?: string;
  readonly vendor?: string;
  /** `G1`, `Serial` … */
  readonly collector?: string;
  readonly heap?: { readonly usedBytes: number; readonly committedBytes: number; readonly maxBytes?: number };
  /** Of its container, from its cgroup. */
  readonly memoryLimitBytes?: number;
  readonly processorLimit?: number;
  readonly uid: number;
  readonly gid: number;
  readonly startedAt?: string;
  readonly uptimeSeconds?: number;
  readonly residentBytes: number;
  readonly attach: AttachVerdict;
}

/** What the JVM itself says once attached to. */
export interface JvmFacts {
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly flags: readonly string[];
  /** `VM.info`'s container section: limits as the JVM sees them, label and value. */
  readonly container: readonly { readonly label: string; readonly value: string }[];
  readonly commandLine: readonly { readonly label: string; readonly value: string }[];
}

/** What a heap dump would take, known before it is made. */
export interface HeapDumpPlan {
  readonly path: string;
  readonly usedBytes: number;
  /** An upper estimate of the file. */
  readonly neededBytes: number;
  readonly freeBytes: number;
  readonly inMemory: boolean;
  /** Written by the JVM as gzip: smaller on its disk and on the way. */
  readonly isCompressed: boolean;
  readonly refusal?: string;
  readonly command: string;
}

/** Past-tense facts about a heap dump under way. */
export type HeapDumpPhase =
  | { readonly phase: 'planned'; readonly plan: HeapDumpPlan }
  | { readonly phase: 'dumping'; readonly writtenBytes: number }
  | { readonly phase: 'dumped'; readonly path: string; readonly sizeBytes: number }
  | { readonly phase: 'copying'; readonly transfer: string; readonly receivedBytes: number; readonly sizeBytes: number }
  | { readonly phase: 'verified'; readonly transfer: string; readonly sha256?: string }
  /** The file in the container is gone. */
  | { readonly phase: 'removed' }
  | { readonly phase: 'failed'; readonly problem: ErrorForm; readonly leftBehind?: string };

/** One line of jcmd's, as the JVM takes it. */
const CommandLine = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[A-Za-z][\w.]*(?: [^\r\n\0]*)?$/, 'must begin with the name of a command and be one line');

export const HeapDumpRequest = ProcessRef.extend({
  /** Only what is reachable; the JVM collects garbage before. */
  live: z.boolean().default(true),
});
export type HeapDumpRequest = z.output<typeof HeapDumpRequest>;

export const jvm = {
  /** Scans `/proc` of every debug container of the pod; sends nothing to any JVM. */
  list: call(PodRef).returns<readonly Jvm[]>(),
  facts: call(ProcessRef).returns<JvmFacts>(),

  recordings: call(ProcessRef).returns<RecordingsView>(),
  /** Searches the target's file system for recordings, whoever made them. */
  findRecordings: call(ProcessRef).returns<{ readonly files: readonly RecordingFile[]; readonly truncated: boolean }>(),
  recordingSpace: call(ProcessRef).returns<RecordingSpace>(),
  /** Looks at everything that could go wrong; changes nothing. */
  planRecording: call(StartRecording).returns<RecordingPlan>(),
  start: call(StartRecording).returns<StartedRecording>(),
  stop: call(ProcessRef.extend({ name: RecordingName, path: DumpPath.optional() })).returns<{
    readonly text: string;
  }>(),
  /** Stops it and keeps nothing. */
  discard: call(ProcessRef.extend({ name: RecordingName })).returns<{ readonly text: string }>(),
  /** Writes what there is and goes on recording. */
  dump: call(
    ProcessRef.extend({
      name: RecordingName,
      path: DumpPath,
      lastSeconds: z.number().int().min(1).max(86_400).optional(),
    }),
  ).returns<{ readonly text: string }>(),

  threadDump: call(ProcessRef).returns<ThreadDump>(),
  classHistogram: call(ProcessRef.extend({ live: z.boolean().default(true) })).returns<ClassHistogram>(),
  nativeMemory: call(ProcessRef).returns<NativeMemory>(),
  flags: call(ProcessRef).returns<readonly VmFlag[]>(),
  systemProperties: call(ProcessRef).returns<readonly SystemProperty[]>(),
  /** One of them, uncovered: the person has asked for it by name. */
  systemProperty: call(ProcessRef.extend({ name: z.string().min(1).max(1024) })).returns<{ readonly value: string }>(),
  codeCache: call(ProcessRef).returns<CodeCache>(),
  compilerQueue: call(ProcessRef).returns<CompilerQueue>(),
  collectGarbage: call(ProcessRef).returns<CollectedGarbage>(),

  planHeapDump: call(HeapDumpRequest).returns<HeapDumpPlan>(),
  /** Makes it, copies it here with proof and deletes it there; ends when all is done. Leaving it cancels. */
  heapDump: itemStream(HeapDumpRequest).of<HeapDumpPhase>(),

  /** What this JVM's own `help` lists. */
  commands: call(ProcessRef).returns<readonly JvmCommand[]>(),
  commandHelp: call(ProcessRef.extend({ command: z.string().regex(/^[\w.]{1,128}$/) })).returns<CommandHelp>(),
  run: call(ProcessRef.extend({ command: CommandLine })).returns<{ readonly text: string }>(),
};
