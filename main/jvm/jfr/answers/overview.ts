import type { LabelledValue, RecordedThread, RecordingOverview } from '../../../../preload/contract/index.ts';
import type { Names } from '../intern/names.ts';
import type { Recording } from '../recording.ts';
import { availableMetrics } from './metrics.ts';
import { bytes } from '../rules/rule.ts';
import { containerFacts } from './container-facts.ts';
import { fact, factsOf, FACTS_SHOWN, labelled, maskedWords, numberOf, shownValue, textOf } from './facts.ts';
import { isoTime, recordingIndex } from './recording-index.ts';
import { NANOS_PER_MS } from './scope.ts';
import { availableSources } from './sources.ts';
import { systemWords } from './system-words.ts';

const TYPES_SHOWN = 400;
const THREADS_SHOWN = 20_000;
const FLAG_EVENTS = ['Boolean', 'Int', 'Long', 'UnsignedInt', 'UnsignedLong', 'Double', 'String'];

/** The first page: what ran, where, for how long, and what can be asked. Of what has been read so far. */
export function overview(recording: Recording, fileName: string): RecordingOverview {
  const { names, tallies } = recording;
  const lost = Array.from(recording.tables.get('jdk.DataLoss')?.column('amount') ?? []);
  const ended = textOf(fact(recording, 'Shutdown')['reason']);
  const cpus = cpuCount(recording);
  return {
    index: recordingIndex(recording, fileName),
    complete: recording.complete,
    events: recording.events,
    jvm: jvm(recording),
    machine: machine(recording),
    container: containerFacts(fact(recording, 'ContainerConfiguration')),
    ...(cpus === undefined ? {} : { cpus }),
    heap: heap(recording),
    gc: collector(recording),
    eventTypes: [...tallies]
      .map(([name, { count, bytes }]) => ({ name, count, bytes }))
      .sort((a, b) => b.count - a.count)
      .slice(0, TYPES_SHOWN),
    sources: availableSources(recording),
    metrics: availableMetrics(recording),
    threads: names.threads.slice(0, THREADS_SHOWN).map((_, thread) => recordedThread(names, thread)),
    threadsOmitted: Math.max(0, names.threads.length - THREADS_SHOWN),
    ...(ended === undefined ? {} : { ended }),
    lostBytes: lost.reduce((sum, bytes) => sum + Math.max(0, bytes || 0), 0),
    settings: settings(recording),
  };
}

export function recordedThread(names: Names, thread: number): RecordedThread {
  const { javaThreadId = 0, osThreadId = 0, group = '', virtual = false } = names.threads[thread] ?? {};
  return {
    thread,
    name: names.threadName(thread),
    ...(javaThreadId > 0 ? { javaThreadId } : {}),
    ...(osThreadId > 0 ? { osThreadId } : {}),
    ...(group === '' ? {} : { group }),
    virtual,
  };
}

/** What the JVM may use: a container's share where there is one. */
function cpuCount(recording: Recording): number | undefined {
  return (
    numberOf(fact(recording, 'ContainerConfiguration')['effectiveCpuCount']) ??
    numberOf(fact(recording, 'CPUInformation')['hwThreads'])
  );
}

function jvm(recording: Recording): RecordingOverview['jvm'] {
  const told = fact(recording, 'JVMInformation');
  const started = numberOf(told['jvmStartTime']);
  const startedAt = started === undefined ? undefined : isoTime(BigInt(Math.round(started)) * 1_000_000n);
  const end = Number(recording.originNanos / 1_000_000n) + recording.endNanos / NANOS_PER_MS;
  const name = textOf(told['jvmName']);
  const version = textOf(told['jvmVersion']);
  const [mainClass, ...programArguments] = maskedWords(textOf(told['javaArguments']));
  const pid = numberOf(told['pid']);
  return {
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(mainClass === undefined ? {} : { mainClass: mainClass.label }),
    ...(pid === undefined ? {} : { pid }),
    ...(started === undefined || startedAt === undefined ? {} : { startedAt, uptimeMs: Math.max(0, end - started) }),
    arguments: [
      ...maskedWords(textOf(told['jvmArguments'])),
      ...maskedWords(textOf(told['jvmFlags'])),
      ...programArguments,
    ],
    flags: chosenFlags(recording),
  };
}

/** Those that somebody chose: of others no facts are kept. */
function chosenFlags(recording: Recording): readonly LabelledValue[] {
  return FLAG_EVENTS.flatMap((type) => factsOf(recording, `${type}Flag`))
    .map(({ name, value }) => ({ label: shownValue(name), value: shownValue(value) }))
    .map((flag) =>
      maskedWords(`-D${flag.label}=${flag.value.replaceAll(/\s/g, ' ')}`).some(({ masked }) => masked === true)
        ? { ...flag, value: '•••', masked: true }
        : flag,
    )
    .slice(0, FACTS_SHOWN);
}

function machine(recording: Recording): readonly LabelledValue[] {
  const cpu = fact(recording, 'CPUInformation');
  const memory = numberOf(fact(recording, 'PhysicalMemory')['totalSize']);
  const written = textOf(fact(recording, 'OSInformation')['osVersion']);
  const { system, kernel } = systemWords(written ?? '');
  const count = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
  return labelled([
    ['System', system ?? (kernel === undefined ? written : undefined)],
    ['Kernel', kernel],
    ['Processor', textOf(cpu['cpu'])],
    ['Hardware threads', count(numberOf(cpu['hwThreads']))],
    ['Cores', count(numberOf(cpu['cores']))],
    ['Memory', memory === undefined ? undefined : bytes(memory)],
    ['Virtualization', textOf(fact(recording, 'VirtualizationInformation')['name'])],
  ]);
}

function heap(recording: Recording): RecordingOverview['heap'] {
  const table = recording.tables.get('jdk.GCHeapSummary');
  const last = (column: string): number | undefined => numberOf(table?.column(column).at(-1));
  const maxBytes = numberOf(fact(recording, 'GCHeapConfiguration')['maxSize']);
  const usedBytes = last('heapUsed');
  const committedBytes = last('committed');
  return {
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(usedBytes === undefined ? {} : { usedBytes }),
    ...(committedBytes === undefined ? {} : { committedBytes }),
  };
}

function collector(recording: Recording): RecordingOverview['gc'] {
  const told = fact(recording, 'GCConfiguration');
  const table = recording.tables.get('jdk.GarbageCollection');
  const young = textOf(told['youngCollector']);
  const old = textOf(told['oldCollector']);
  let pauseNanos = 0;
  let longestNanos = 0;
  table?.column('sumOfPauses').forEach((pause) => {
    pauseNanos += pause;
  });
  table?.column('longestPause').forEach((pause) => {
    longestNanos = Math.max(longestNanos, pause);
  });
  return {
    ...(young === undefined ? {} : { young }),
    ...(old === undefined ? {} : { old }),
    count: table?.size ?? 0,
    pauseMs: pauseNanos / NANOS_PER_MS,
    longestPauseMs: longestNanos / NANOS_PER_MS,
  };
}

/** Settings name their event by a number of its type, which the reader has turned into its name. */
function settings(recording: Recording): RecordingOverview['settings'] {
  const seen = new Map<string, RecordingOverview['settings'][number]>();
  for (const { event, name, value } of factsOf(recording, 'ActiveSetting')) {
    const setting = { event: shownValue(event), name: shownValue(name), value: shownValue(value) };
    seen.set(`${setting.event}#${setting.name}`, setting);
  }
  return [...seen.values()].slice(0, FACTS_SHOWN);
}
