import type { WeightGroup, WeightSource } from '../../../../preload/contract/index.ts';
import { collections } from '../answers/collections.ts';
import { hotMethods } from '../answers/hot-methods.ts';
import { threads } from '../answers/threads.ts';
import { weights } from '../answers/weights.ts';
import type { Recording } from '../recording.ts';
import { findings } from '../rules/findings.ts';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type View = (recording: Recording) => Promise<Table> | Table;

const LIMIT = 5000;
const percent = (part: number, total: number): string => `${((total > 0 ? part / total : 0) * 100).toFixed(2)} %`;
const milliseconds = (value: number): string => `${value.toFixed(3)} ms`;

function grouped(of: WeightSource, by: WeightGroup, label: string): View {
  return async (recording) => {
    const { rows, total, unit } = await weights(recording, { of, by, count: false, limit: LIMIT });
    const shown = (value: number): string =>
      unit === 'milliseconds' ? milliseconds(value) : String(Math.round(value));
    const hasBytes = rows.some(({ bytes }) => bytes !== undefined);
    const hasPercentiles = rows.some(({ percentiles }) => percentiles !== undefined);
    return {
      columns: [
        label,
        'Events',
        unit,
        'Share',
        'Largest',
        ...(hasBytes ? ['Bytes'] : []),
        ...(hasPercentiles ? ['Median', 'P90', 'P99'] : []),
      ],
      rows: rows.map((row) => [
        row.label,
        String(row.events),
        shown(row.weight),
        percent(row.weight, total),
        shown(row.largest),
        ...(hasBytes ? [String(row.bytes ?? '')] : []),
        ...(hasPercentiles ? (row.percentiles ?? []).map(milliseconds) : []),
      ]),
    };
  };
}

/** Named as `jfr view` names its own where there is one. */
export const VIEWS: Readonly<Record<string, View>> = {
  'hot-methods': async (recording) => {
    const { methods, total } = await hotMethods(recording, { of: 'cpu', count: false, limit: LIMIT });
    return {
      columns: ['Method', 'Self', 'Share', 'Total'],
      rows: methods.map(({ className, method, descriptor, self, total: all }) => [
        `${className}.${method}${descriptor}`,
        String(self),
        percent(self, total),
        String(all),
      ]),
    };
  },
  'allocation-by-class': grouped('allocation', 'class', 'Class'),
  'allocation-by-thread': grouped('allocation', 'thread', 'Thread'),
  'allocation-by-site': grouped('allocation', 'method', 'Method'),
  'contention-by-class': grouped('lock', 'class', 'Monitor class'),
  'contention-by-thread': grouped('lock', 'thread', 'Thread'),
  'contention-by-site': grouped('lock', 'method', 'Method'),
  'exception-by-type': grouped('exceptions', 'class', 'Class'),
  'exception-by-message': grouped('exceptions', 'message', 'Message'),
  'exception-by-site': grouped('exceptions', 'method', 'Method'),
  'socket-reads-by-host': grouped('socketRead', 'host', 'Host'),
  'socket-writes-by-host': grouped('socketWrite', 'host', 'Host'),
  'file-reads-by-path': grouped('fileRead', 'path', 'Path'),
  'file-writes-by-path': grouped('fileWrite', 'path', 'Path'),
  'gc-pauses': (recording) => {
    const { pauses } = collections(recording, {});
    const { count, totalMs, longestMs, averageMs, p50Ms, p95Ms, p99Ms } = pauses;
    const values: readonly (readonly [string, number])[] = [
      ['Total pause time', totalMs],
      ['Average pause', averageMs],
      ['Half of the pauses', p50Ms],
      ['95 %', p95Ms],
      ['99 %', p99Ms],
      ['Longest pause', longestMs],
    ];
    return {
      columns: ['Pauses', 'Value'],
      rows: [['Number of pauses', String(count)], ...values.map(([name, value]) => [name, milliseconds(value)])],
    };
  },
  gc: (recording) => ({
    columns: ['At', 'GC', 'Name', 'Cause', 'Pause', 'Longest', 'Heap before', 'Heap after'],
    rows: collections(recording, {}).collections.map((each) => [
      milliseconds(each.at),
      String(each.gcId),
      each.name,
      each.cause,
      milliseconds(each.pauseMs),
      milliseconds(each.longestPauseMs),
      String(each.heapBeforeBytes ?? ''),
      String(each.heapAfterBytes ?? ''),
    ]),
  }),
  threads: (recording) => ({
    columns: ['Thread', 'CPU samples', 'Blocked', 'Waiting', 'Parked', 'I/O', 'Allocated'],
    rows: threads(recording, {}).threads.map((each) => [
      each.name,
      String(each.cpuSamples),
      milliseconds(each.blockedMs),
      milliseconds(each.waitingMs),
      milliseconds(each.parkedMs),
      milliseconds(each.ioMs),
      String(each.allocatedBytes ?? ''),
    ]),
  }),
  findings: async (recording) => {
    const { findings: found } = await findings(recording, {});
    return {
      columns: ['Severity', 'What', 'Figure', 'Threshold', 'Why'],
      rows: found.map(({ severity, title, figure, threshold, sentence }) => [
        severity,
        title,
        figure,
        threshold,
        sentence,
      ]),
    };
  },
};

/** Columns as wide as what is in them. */
export function tableLines({ columns, rows }: Table): readonly string[] {
  const widths = columns.map((column, index) =>
    rows.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), column.length),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
