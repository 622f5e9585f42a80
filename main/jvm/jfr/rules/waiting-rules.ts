import type { WeightSource } from '../../../../preload/contract/index.ts';
import { summarize } from './column-summary.ts';
import {
  bytes,
  count,
  fine,
  measured,
  milliseconds,
  percent,
  perSecond,
  plural,
  rate,
  unknown,
  type Judged,
  type Outcome,
  type Rule,
} from './rule.ts';

/** The slowest operation of a kind. */
function slowest(
  rule: string,
  title: string,
  event: string,
  of: WeightSource,
  [note, warning]: readonly [number, number],
  what: string,
): Rule {
  return {
    rule,
    title,
    check: (judged: Judged): Outcome => {
      const durations = summarize(judged, event, 'duration');
      if (durations === undefined) return unknown(`no ${event} was recorded; a threshold may hide short ones`);
      const longest = durations.most / 1e6;
      return measured({
        figure: longest,
        thresholds: { note, warning },
        shown: milliseconds,
        sentence:
          durations.count === 1
            ? `The only ${what} that was recorded took ${milliseconds(longest)}.`
            : `The longest ${what} took ${milliseconds(longest)}; all ${count(durations.count)} together took ${milliseconds(durations.sum / 1e6)}.`,
        source: event,
        evidence: { page: of === 'lock' ? 'locks' : 'io', of, from: durations.mostAt, to: durations.mostAt + longest },
      });
    },
  };
}

export const WAITING_RULES: readonly Rule[] = [
  {
    rule: 'lock-contention',
    title: 'Time that threads were kept out by monitors',
    check: ({ locks, lengthMs }: Judged): Outcome => {
      if (locks.events === 0 || lengthMs === 0) return unknown('no contention was recorded');
      const [top] = locks.rows;
      return measured({
        figure: locks.total / lengthMs,
        thresholds: { note: 0.1, warning: 0.5, bad: 2 },
        shown: percent,
        sentence: `In ${milliseconds(lengthMs)} threads were blocked for ${milliseconds(locks.total)} in all${top === undefined ? '' : `, most of it on ${top.label}`}.`,
        source: 'jdk.JavaMonitorEnter',
        evidence: { page: 'locks', of: 'lock' },
      });
    },
  },
  slowest(
    'lock-longest',
    'A long wait for a monitor',
    'jdk.JavaMonitorEnter',
    'lock',
    [500, 2000],
    'wait for a monitor',
  ),
  slowest('socket-read-slow', 'A slow socket read', 'jdk.SocketRead', 'socketRead', [2000, 10_000], 'socket read'),
  slowest('socket-write-slow', 'A slow socket write', 'jdk.SocketWrite', 'socketWrite', [200, 2000], 'socket write'),
  slowest('file-read-slow', 'A slow file read', 'jdk.FileRead', 'fileRead', [200, 2000], 'file read'),
  slowest('file-write-slow', 'A slow file write', 'jdk.FileWrite', 'fileWrite', [200, 2000], 'file write'),
  slowest('file-force-slow', 'A slow force to disk', 'jdk.FileForce', 'fileForce', [100, 1000], 'force to disk'),
  {
    rule: 'file-small-reads',
    title: 'Files read in small parts',
    check: (judged: Judged): Outcome => {
      const read = summarize(judged, 'jdk.FileRead', 'bytes');
      if (read === undefined || read.count < 10_000) return unknown('few file reads were recorded');
      const mean = Math.max(0, read.sum) / read.count;
      if (mean >= 1024) return fine(`${bytes(mean)} at a time`);
      return measured({
        figure: read.count,
        thresholds: { note: 10_000 },
        shown: count,
        sentence: `${count(read.count)} file reads of ${bytes(mean)} each on average: a buffer would save most of them.`,
        source: 'jdk.FileRead',
        evidence: { page: 'io', of: 'fileRead' },
      });
    },
  },
  {
    rule: 'virtual-threads-pinned',
    title: 'Virtual threads that held their carrier',
    check: (judged: Judged): Outcome => {
      const pinned = summarize(judged, 'jdk.VirtualThreadPinned', 'duration');
      if (pinned === undefined) return fine('none was recorded');
      return measured({
        figure: pinned.sum / 1e6,
        thresholds: { note: 100, warning: 1000 },
        shown: milliseconds,
        sentence: `Virtual threads held on to their carrier ${plural(pinned.count, 'time')}, for ${milliseconds(pinned.sum / 1e6)} in all.`,
        source: 'jdk.VirtualThreadPinned',
        evidence: { page: 'threads', of: 'pinned' },
        remedy: 'A monitor around a blocking call: use a ReentrantLock, or a newer JDK.',
      });
    },
  },
  {
    rule: 'exceptions-rate',
    title: 'Many exceptions',
    check: (judged: Judged): Outcome => {
      const counted = summarize(judged, 'jdk.ExceptionStatistics', 'throwables');
      const { exceptions, lengthMs } = judged;
      const thrown = Math.max(counted === undefined ? 0 : counted.last - counted.first, exceptions.events);
      if ((counted === undefined && exceptions.events === 0) || lengthMs === 0)
        return unknown('exceptions were not recorded');
      const frequency = thrown / (lengthMs / 1000);
      const [top] = exceptions.rows;
      const most = top === undefined ? '' : `, most of them ${top.label}`;
      return measured({
        figure: frequency,
        thresholds: { note: 100, warning: 1000, bad: 20_000 },
        shown: perSecond,
        sentence: `${rate(frequency)} exceptions a second were thrown${most}.`,
        source: 'jdk.ExceptionStatistics, jdk.JavaExceptionThrow',
        evidence: { page: 'exceptions', of: 'exceptions' },
      });
    },
  },
  {
    rule: 'errors-thrown',
    title: 'Errors thrown',
    check: (judged: Judged): Outcome => {
      const errors = judged.recording.tallies.get('jdk.JavaErrorThrow')?.count ?? 0;
      return measured({
        figure: errors,
        thresholds: { note: 1, warning: 100 },
        shown: count,
        sentence: `${plural(errors, 'Error was', 'Errors were')} thrown: what programs do not expect, such as missing classes, endless recursion or no memory left.`,
        source: 'jdk.JavaErrorThrow',
        evidence: { page: 'exceptions', of: 'exceptions', eventType: 'jdk.JavaErrorThrow' },
      });
    },
  },
  {
    rule: 'threads-short-lived',
    title: 'Threads that live shortly',
    check: ({ recording, lengthMs }: Judged): Outcome => {
      const started = recording.tallies.get('jdk.ThreadStart')?.count ?? 0;
      if (lengthMs === 0) return unknown('the recording has no length');
      const frequency = started / (lengthMs / 1000);
      return measured({
        figure: frequency,
        thresholds: { note: 10, warning: 100 },
        shown: perSecond,
        sentence: `${rate(frequency)} threads are started each second: a pool would keep them.`,
        source: 'jdk.ThreadStart',
        evidence: { page: 'threads' },
      });
    },
  },
  {
    rule: 'threads-many',
    title: 'Many threads at a time',
    check: (judged: Judged): Outcome => {
      const active = summarize(judged, 'jdk.JavaThreadStatistics', 'activeCount');
      if (active === undefined) return unknown('the number of threads was not recorded');
      return measured({
        figure: active.most,
        thresholds: { note: 500, warning: 2000 },
        shown: count,
        sentence: `Up to ${count(active.most)} threads lived at a time, each with a stack of its own.`,
        source: 'jdk.JavaThreadStatistics',
        evidence: { page: 'threads', from: active.mostAt },
      });
    },
  },
  {
    rule: 'vm-operations',
    title: 'A long operation that stopped all threads',
    check: (judged: Judged): Outcome => {
      const operations = summarize(judged, 'jdk.ExecuteVMOperation', 'duration');
      if (operations === undefined) return unknown('VM operations were not recorded');
      const longest = operations.most / 1e6;
      return measured({
        figure: longest,
        thresholds: { note: 200, warning: 1000 },
        shown: milliseconds,
        sentence: `One operation of the JVM itself took ${milliseconds(longest)}.`,
        source: 'jdk.ExecuteVMOperation',
        evidence: { page: 'events', eventType: 'jdk.ExecuteVMOperation', from: operations.mostAt },
      });
    },
  },
];
