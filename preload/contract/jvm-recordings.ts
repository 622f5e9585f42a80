/** Flight recordings in a running JVM, and the files they leave in its file system. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { ProcessRef } from './references.ts';

export interface Recording {
  /** The JVM's own number. */
  readonly id: number;
  readonly name: string;
  readonly state: 'new' | 'delayed' | 'running' | 'stopped' | 'closed';
  readonly durationSeconds?: number;
  readonly maxSizeBytes?: number;
  readonly maxAgeSeconds?: number;
  /** Where it is written when it ends, in the target's file system; known of those that this app has started. */
  readonly path?: string;
  /** ISO 8601; the JVM does not say it, the app remembers it of those that it has started. */
  readonly startedAt?: string;
}

export interface RecordingFile {
  /** In the target's file system, encoded as `TargetPath` of files. */
  readonly path: string;
  readonly sizeBytes: number;
  /** ISO 8601. */
  readonly modifiedAt: string;
  /** Of the recording that this app has started to write it. */
  readonly recording?: string;
  /** A part of what is being recorded: the JVM aborts if it is taken away. */
  readonly isRepository: boolean;
}

export interface RecordingsView {
  /** ISO 8601, by this machine's clock. */
  readonly at: string;
  readonly recordings: readonly Recording[];
  /** Of recordings that are over, as far as this app has started or dumped them and they are still there. */
  readonly files: readonly RecordingFile[];
  /** Where the JVM keeps what it records, while it does. */
  readonly repository?: { readonly path: string; readonly sizeBytes: number };
}

/** What a start would need and have. */
export interface RecordingSpace {
  /** Where what is recorded is kept meanwhile: `java.io.tmpdir`. */
  readonly temporaryFolder: string;
  readonly freeBytes: number;
  /** Memory that counts against the container's limit. */
  readonly inMemory: boolean;
  /** The largest limit that leaves room for the copy; 0 if none does. */
  readonly largestMaxSizeBytes: number;
  /** The limit to begin with. */
  readonly suggestedMaxSizeBytes: number;
  /** Whether templates and options beyond `default` and `profile` are told by options, or need a file in the target. */
  readonly takesOptions: boolean;
  /** Where that file would be written. */
  readonly settingsPath?: string;
}

export const RECORDING_TEMPLATES = ['default', 'profile', 'lowOverhead', 'memoryLeaks', 'locks', 'own'] as const;
export type RecordingTemplate = (typeof RECORDING_TEMPLATES)[number];

/** Of one recording; a JVM's chunk is not smaller, and it writes a full one before it looks at the limit. */
export const SMALLEST_MAX_SIZE = 12 * 1024 * 1024;
const SETTINGS_LIMIT = 512 * 1024;
const LONGEST_SECONDS = 30 * 86_400;

export const RecordingName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z][\w.-]*$/, 'must start with a letter; the JVM takes a number for its own');

/** jcmd takes a file name as it stands, up to the next space; quotes and backslashes would make it another one. */
export const DumpPath = z
  .string()
  .max(512)
  .regex(/^\/[^\s\0"'\\]*[^\s\0"'\\/]$/, 'must be absolute, without spaces, quotes or backslashes');

export const StartRecording = ProcessRef.extend({
  name: RecordingName,
  template: z.enum(RECORDING_TEMPLATES).default('default'),
  /** The text of a `.jfc` file, for the template `own`. */
  settings: z.string().max(SETTINGS_LIMIT).optional(),
  /** Absent: until it is stopped. */
  durationSeconds: z.number().int().min(1).max(LONGEST_SECONDS).optional(),
  /** Of what is kept: older chunks are dropped. */
  maxSizeBytes: z.number().int().min(SMALLEST_MAX_SIZE).optional(),
  maxAgeSeconds: z.number().int().min(1).max(LONGEST_SECONDS).optional(),
  /** Environment variables are where clusters put secrets, and a recording is made to be handed on. */
  withEnvironment: z.boolean().default(false),
  path: DumpPath,
});
export type StartRecording = z.output<typeof StartRecording>;

export interface RecordingPlan {
  /** As it would be typed. */
  readonly command?: string;
  /** Why it would not be started; what is to be changed is in its data. */
  readonly refusal?: ErrorForm;
}

export interface StartedRecording {
  /** The JVM's own words. */
  readonly text: string;
  readonly path: string;
  /** The same in a terminal. */
  readonly command: string;
}
