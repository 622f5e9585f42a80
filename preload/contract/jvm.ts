/** Java virtual machines of a pod, and flight recordings in them. */
import { z } from 'zod';

import { call } from './kinds.ts';
import { PodRef, ProcessRef } from './references.ts';

/** Whether and how a JVM can be attached to, known before anything is sent to it. */
export interface AttachVerdict {
  readonly possible: boolean;
  /** `jcmd` of the debug image. */
  readonly means?: 'jcmd';
  readonly sentence: string;
  readonly remedy?: string;
}

export interface Jvm {
  /** The debug container that sees it, and its process number from there. */
  readonly container: string;
  readonly pid: number;
  readonly targetContainer?: string;
  readonly mainClass?: string;
  readonly command: readonly string[];
  /** From `-XX:` and `-X` arguments, secrets masked. */
  readonly flags: readonly string[];
  readonly version?: string;
  readonly vendor?: string;
  readonly uid: number;
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

export interface Recording {
  /** The JVM's own number. */
  readonly id: number;
  readonly name: string;
  readonly state: 'new' | 'delayed' | 'running' | 'stopped' | 'closed';
  readonly durationSeconds?: number;
  readonly maxSizeBytes?: number;
  readonly maxAgeSeconds?: number;
  /** Path in the target's file system, where it is known. */
  readonly fileName?: string;
}

const RecordingName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z][\w.-]*$/, 'must start with a letter; the JVM takes a number for its own');

/** jcmd takes a file name as it stands, up to the next space. */
const RecordingPath = z
  .string()
  .max(1024)
  .regex(/^\/[^\s\0]*$/, 'must be absolute and without spaces');

export const StartRecording = ProcessRef.extend({
  name: RecordingName,
  settings: z.enum(['default', 'profile']).default('default'),
  durationSeconds: z.number().int().min(1).max(86_400).optional(),
  maxSizeBytes: z
    .number()
    .int()
    .min(1024 * 1024)
    .optional(),
  path: RecordingPath,
});
export type StartRecording = z.output<typeof StartRecording>;

export const jvm = {
  /** Scans `/proc` of every debug container of the pod; sends nothing to any JVM. */
  list: call(PodRef).returns<readonly Jvm[]>(),
  facts: call(ProcessRef).returns<JvmFacts>(),
  recordings: call(ProcessRef).returns<readonly Recording[]>(),
  start: call(StartRecording).returns<{ readonly text: string; readonly path: string }>(),
  stop: call(ProcessRef.extend({ name: RecordingName, path: RecordingPath.optional() })).returns<{
    readonly text: string;
  }>(),
  dump: call(ProcessRef.extend({ name: RecordingName, path: RecordingPath })).returns<{ readonly text: string }>(),
};
