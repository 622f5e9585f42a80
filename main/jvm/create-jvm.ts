import type { jvm as contract } from '../../preload/contract/jvm.ts';
import type { RequestContext, Service } from '../../preload/contract/kinds.ts';
import type { ProcessRef } from '../../preload/contract/references.ts';
import type { Cluster } from '../kube/index.ts';
import type { ReachPool } from '../reach/index.ts';
import * as ask from './answers/ask.ts';
import { dumpHeap, type FileTransfers } from './dumps/heap-dump.ts';
import { planHeapDump } from './dumps/plan-heap-dump.ts';
import { listJvms } from './find/list-jvms.ts';
import { openJvm, withJvm, type OpenJvm } from './jcmd/open-jvm.ts';
import { readFacts } from './jcmd/read-facts.ts';
import { findRecordings } from './recordings/find-recordings.ts';
import type { LeftFiles } from './recordings/left-files.ts';
import { discardRecording, dumpRecording, stopRecording } from './recordings/recording-commands.ts';
import { planStart, readRecordingSpace, startRecording } from './recordings/start-recording.ts';
import { viewRecordings } from './recordings/view-recordings.ts';

export interface JvmOptions {
  readonly clusterOf: (context: string) => Cluster;
  readonly reach: Pick<ReachPool, 'lease' | 'use'>;
  /** Brings dumps to this machine. */
  readonly files: FileTransfers;
  readonly left: LeftFiles;
  readonly now?: () => Date;
}

export function createJvm({
  clusterOf,
  reach,
  files,
  left,
  now = () => new Date(),
}: JvmOptions): Service<typeof contract> {
  /** A method that asks one JVM one thing. */
  const asking =
    <Input extends ProcessRef, Output>(work: (jvm: OpenJvm, input: Input, signal: AbortSignal) => Promise<Output>) =>
    ({ ...input }: Input, { signal }: RequestContext): Promise<Output> => {
      const { context, kubeNamespace, pod, container, pid } = input;
      const ref = { context, kubeNamespace, pod, container, pid };
      return withJvm({ reach, left, ref, signal }, (jvm) => work(jvm, input, signal));
    };

  return {
    list: (ref, { signal }) => listJvms(ref, { cluster: clusterOf(ref.context), reach, now, signal }),
    facts: asking((jvm) => readFacts(jvm)),

    recordings: asking((jvm, _input, signal) => viewRecordings(jvm, left, now, signal)),
    findRecordings: asking((jvm, { context }, signal) => findRecordings(jvm, clusterOf(context), left, signal)),
    recordingSpace: asking((jvm, _input, signal) => readRecordingSpace(jvm, signal)),
    planRecording: asking((jvm, input, signal) => planStart(jvm, input, signal)),
    start: asking((jvm, input, signal) => startRecording(jvm, input, { left, now, signal })),
    stop: asking((jvm, { name, path }) => stopRecording(jvm, left, name, path)),
    discard: asking((jvm, { name }) => discardRecording(jvm, left, name)),
    dump: asking((jvm, { name, path, lastSeconds }) => dumpRecording(jvm, left, { name, path, lastSeconds })),

    threadDump: asking((jvm) => ask.threadDump(jvm, now)),
    classHistogram: asking((jvm, { live }) => ask.classHistogram(jvm, live, now)),
    nativeMemory: asking((jvm) => ask.nativeMemory(jvm)),
    flags: asking((jvm) => ask.flags(jvm)),
    systemProperties: asking((jvm) => ask.systemProperties(jvm)),
    systemProperty: asking((jvm, { name }) => ask.systemProperty(jvm, name)),
    codeCache: asking((jvm) => ask.codeCache(jvm)),
    compilerQueue: asking((jvm) => ask.compilerQueue(jvm)),
    collectGarbage: asking((jvm) => ask.collectGarbage(jvm)),

    planHeapDump: asking((jvm, { live }, signal) => planHeapDump(jvm, live, now, signal)),
    heapDump: async function* ({ live, ...ref }, context) {
      const { signal } = context;
      const { jvm, release } = await openJvm({ reach, left, ref, signal });
      try {
        yield* dumpHeap(jvm, await planHeapDump(jvm, live, now, signal), { files, left, context });
      } finally {
        release();
      }
    },

    commands: asking((jvm) => ask.commands(jvm)),
    commandHelp: asking((jvm, { command }) => ask.commandHelp(jvm, command)),
    run: asking((jvm, { command }) => ask.run(jvm, command)),
  };
}
