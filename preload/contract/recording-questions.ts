/** What can be asked about a recording; see `recordings.ts`. */
import { z } from 'zod';

export const RecordingId = z.string().min(1).max(64);
export const RecordingRef = z.object({ recording: RecordingId });
const Moment = z.number().min(-1e15).max(1e15);

/** The part of a recording that an answer is about; nothing said is all of it. */
export const RecordingScope = RecordingRef.extend({
  /** Inclusive. */
  from: Moment.optional(),
  /** Exclusive. */
  to: Moment.optional(),
  threads: z.array(z.number().int().min(0).max(10_000_000)).max(10_000).optional(),
});
export type RecordingScope = z.output<typeof RecordingScope>;

/** What can be counted by stack; each has a unit of its own and lists its events in `RecordingOverview.sources`. */
export const WeightSource = z.enum([
  'cpu',
  'native',
  'wall',
  'allocation',
  'allocationInTlab',
  'allocationOutsideTlab',
  'oldObjects',
  'lock',
  'wait',
  'park',
  'sleep',
  'pinned',
  'exceptions',
  'socketRead',
  'socketWrite',
  'fileRead',
  'fileWrite',
  'fileForce',
  'nativeMemory',
  'classLoading',
]);
export type WeightSource = z.output<typeof WeightSource>;

/** `count` asks for events instead of the source's own unit. */
export const WeightScope = RecordingScope.extend({ of: WeightSource, count: z.boolean().default(false) });

/** What rows of `weights` stand for; a source has those in `RecordingOverview.sources`. */
export const WeightGroup = z.enum(['thread', 'class', 'method', 'caller', 'owner', 'host', 'path', 'message', 'state']);
export type WeightGroup = z.output<typeof WeightGroup>;

export const Metric = z.enum([
  'jvmUser',
  'jvmSystem',
  'machineTotal',
  'heapUsed',
  'heapCommitted',
  'heapAfterGc',
  'gcPause',
  'allocationRate',
  'cpuSamples',
  'exceptionRate',
  'lockTime',
  'ioTime',
  'activeThreads',
  'loadedClasses',
  'metaspaceUsed',
  'codeCacheUsed',
  'residentSize',
  'containerMemory',
  'containerCpu',
  'containerThrottled',
  'contextSwitches',
  'safepointTime',
  'compilationTime',
]);
export type Metric = z.output<typeof Metric>;

export const EventType = z.string().min(1).max(512);
export const Column = z.string().min(1).max(512);
const EventFilter = z.object({
  column: Column,
  is: z.enum(['equal', 'different', 'less', 'greater', 'containing']),
  value: z.union([z.string().max(1024), z.number(), z.boolean()]),
});
export type EventFilter = z.output<typeof EventFilter>;
export const EventQuery = RecordingScope.extend({ type: EventType, filters: z.array(EventFilter).max(16).default([]) });

const CALL_TREE_NODES = 1_000_000;
export const CallTreeQuery = WeightScope.extend({
  /** Whose first level is threads or thread states; such a frame's `kind` says which. */
  group: z.enum(['none', 'thread', 'state']).default('none'),
  /** Lines tell apart what one method does in two places. */
  lines: z.boolean().default(false),
  /** The lightest leaves go first; what they weighed is then their parents' own. */
  nodes: z.number().int().min(1).max(CALL_TREE_NODES).default(200_000),
});
