/**
 * Flight recordings on this machine: fetched, chosen or dropped; read by the app's own engine.
 *
 * Times are milliseconds since the recording's start (`RecordingIndex.startedAt`), as doubles: microseconds stay exact for months.
 * Time spans are milliseconds, amounts are bytes. A thread is its place in `RecordingOverview.threads`.
 */
import { z } from 'zod';

import { byteStream, call, itemStream } from './kinds.ts';
import type { AllEventTypes, EventDetail, EventPage, FieldHistogram } from './recording-events.ts';
import type {
  CallTreeOpened,
  GarbageCollections,
  GroupedWeights,
  HotMethods,
  Lifelines,
  MetricSeries,
  RuntimeFacts,
  ThreadTable,
} from './recording-answers.ts';
import type { Findings, RecentRecording, RecordingOverview, RecordingState } from './recording-overview.ts';
import {
  CallTreeQuery,
  Column,
  EventQuery,
  EventType,
  Metric,
  RecordingId,
  RecordingRef,
  RecordingScope,
  WeightGroup,
  WeightScope,
} from './recording-questions.ts';

const Path = z.string().min(1).max(4096);

export const recordings = {
  recent: itemStream(z.object({})).of<readonly RecentRecording[]>(),
  forget: call(RecordingRef).returns<Record<never, never>>(),

  /**
   * Known at once by its name; what is read of it comes from `watch`. The same file, unchanged, is the same recording again.
   * With its overview where that is known in a blink: of what is read so far, or as it was seen before.
   */
  open: call(
    z.discriminatedUnion('from', [
      z.object({ from: z.literal('transfer'), transfer: z.string().min(1).max(64) }),
      /** Chosen with `host.chooseFile`, or dropped where the host knows a file's path. */
      z.object({ from: z.literal('path'), path: Path }),
      z.object({ from: z.literal('recent'), recording: RecordingId }),
      z.object({ from: z.literal('received'), received: z.string().min(1).max(64) }),
    ]),
  ).returns<{ readonly recording: string; readonly overview?: RecordingOverview }>(),
  /** A file that only the page has: parts in base64, up to 48 KiB each; ends when `sizeBytes` have come. */
  receive: byteStream(
    z.object({
      fileName: z.string().min(1).max(255),
      sizeBytes: z
        .number()
        .int()
        .min(0)
        .max(2 ** 40),
    }),
    z.object({ base64: z.base64().max(64 * 1024) }),
  ).opens<{ readonly received: string }>(),
  /** The state now and after each step of reading; ends after `ready` or `failed`. */
  watch: itemStream(RecordingRef).of<RecordingState>(),
  /**
   * Reads a file that is still being written again as it grows, for as long as this is open: its state now, and after each
   * reading. Ends when its writer has finished it.
   */
  follow: itemStream(RecordingRef).of<RecordingState>(),
  /** Ends the reading; what the recording took is given back. It stays among the recent ones. */
  close: call(RecordingRef).returns<Record<never, never>>(),

  /** While the recording is still being read: of what has been. All other answers wait for the end. */
  overview: call(RecordingRef).returns<RecordingOverview>(),
  findings: call(RecordingScope).returns<Findings>(),
  hotMethods: call(WeightScope.extend({ limit: z.number().int().min(1).max(5000).default(500) })).returns<HotMethods>(),
  /** `bytes` as `decodeCallTree` reads them. */
  callTree: byteStream(CallTreeQuery, z.never()).opens<CallTreeOpened>(),
  weights: call(
    WeightScope.extend({ by: WeightGroup, limit: z.number().int().min(1).max(5000).default(200) }),
  ).returns<GroupedWeights>(),
  collections: call(RecordingScope).returns<GarbageCollections>(),
  runtime: call(RecordingScope).returns<RuntimeFacts>(),
  threads: call(RecordingScope).returns<ThreadTable>(),
  /** States of at most 200 threads, no two closer than what `points` of the scope can tell apart. */
  lifelines: call(
    RecordingScope.extend({ points: z.number().int().min(16).max(4096).default(1024) }),
  ).returns<Lifelines>(),
  series: call(
    RecordingScope.extend({
      metrics: z.array(Metric).min(1).max(32),
      points: z.number().int().min(2).max(4096).default(500),
    }),
  ).returns<readonly MetricSeries[]>(),

  eventTypes: call(RecordingRef).returns<AllEventTypes>(),
  events: call(
    EventQuery.extend({
      sort: z.object({ column: Column, descending: z.boolean().default(false) }).optional(),
      offset: z.number().int().min(0).max(1e9).default(0),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
  ).returns<EventPage>(),
  /** `event` is its number in `EventPage`. */
  event: call(RecordingRef.extend({ type: EventType, event: z.number().int().min(0) })).returns<EventDetail>(),
  histogram: call(
    EventQuery.extend({ column: Column, buckets: z.number().int().min(2).max(200).default(40) }),
  ).returns<FieldHistogram>(),

  /** The program of JDK Mission Control on this machine, where there is one. */
  missionControl: call(z.object({})).returns<{ readonly path?: string }>(),
  openInMissionControl: call(RecordingRef).returns<Record<never, never>>(),
};
