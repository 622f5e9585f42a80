/**
 * What waits, reads and writes, counted by this app's engine and by `jfr view`: each function says how many figures it
 * compared, and which of them are not the same.
 */
import { percentile } from '../../main/jvm/jfr/sums/percentile.ts';
import { weighedTables } from '../../main/jvm/jfr/answers/sources.ts';
import { weights, type Recording } from '../../main/jvm/jfr/index.ts';
import type { WeightGroup, WeightRow, WeightSource } from '../../preload/contract/index.ts';
import { jfrView } from './jdk-jfr.ts';

export interface Comparison {
  readonly compared: number;
  readonly differences: readonly string[];
}

export interface ViewedFile {
  /** Of the JDK. */
  readonly home: string;
  readonly path: string;
  readonly recording: Recording;
}

/** Locks by class: how often, how long on average, at 90 of 100, and at most. */
export async function compareContention({ home, path, recording }: ViewedFile): Promise<Comparison> {
  const rows = new Map((await rowsOf(recording, 'lock', 'class')).map((row) => [row.label, row]));
  const tally = new Tally();
  for (const { name, count, spans } of (await jfrView(home, 'contention-by-class', path)).map(measuredRow)) {
    const [average, p90, longest] = spans;
    const { events = 0, weight = 0, largest = 0, percentiles = [] } = rows.get(name) ?? {};
    tally.same(name, events, countOf(count));
    tally.alike(`${name}, average`, weight / events, average);
    tally.alike(`${name}, longest`, largest, longest);
    tally.alike(`${name}, 90 of 100`, percentiles[1] ?? Number.NaN, p90);
  }
  return tally;
}

const TRAFFIC = [
  ['file-reads-by-path', 'fileRead', 'path'],
  ['file-writes-by-path', 'fileWrite', 'path'],
  ['socket-reads-by-host', 'socketRead', 'host'],
  ['socket-writes-by-host', 'socketWrite', 'host'],
] as const;

/** Reads and writes by path and host: how often, and how many bytes, with one digit behind the point. */
export async function compareTraffic({ home, path, recording }: ViewedFile): Promise<Comparison> {
  const tally = new Tally();
  for (const [view, of, by] of TRAFFIC) {
    const rows = new Map<string, { readonly events: number; readonly bytes: number }>();
    for (const { label, events, bytes = Number.NaN } of await rowsOf(recording, of, by)) {
      // The view leaves the port out.
      const name = by === 'host' ? label.slice(0, label.lastIndexOf(':')) : label;
      const known = rows.get(name) ?? { events: 0, bytes: 0 };
      rows.set(name, { events: known.events + events, bytes: known.bytes + bytes });
    }
    for (const columns of await jfrView(home, view, path)) {
      const [, name = '', count, size, unit = ''] =
        /^(.*?)(?:^|\s+)([\d,]+)\s+([\d.,]+) (bytes|[kMGT]B)$/.exec(columns.join(' ')) ?? [];
      const { events = 0, bytes = Number.NaN } = rows.get(unnamed(name)) ?? {};
      tally.same(`${view} ${name}`, events, countOf(count));
      const factor = 1024 ** ['bytes', 'kB', 'MB', 'GB', 'TB'].indexOf(unit);
      tally.within(`${view} ${name}, bytes`, bytes, countOf(size) * factor, factor * 0.051);
    }
  }
  return tally;
}

export async function compareExceptions({ home, path, recording }: ViewedFile): Promise<Comparison> {
  const tally = new Tally();
  for (const [view, by] of [
    ['exception-by-type', 'class'],
    ['exception-by-message', 'message'],
  ] as const) {
    const rows = new Map((await rowsOf(recording, 'exceptions', by)).map(({ label, events }) => [label, events]));
    for (const [name = '', count] of await jfrView(home, view, path)) {
      tally.same(`${view} ${name}`, rows.get(unnamed(name)), countOf(count));
    }
  }
  return tally;
}

const LATENCIES: Readonly<Record<string, WeightSource>> = {
  'Socket Read': 'socketRead',
  'Socket Write': 'socketWrite',
  'File Read': 'fileRead',
  'File Write': 'fileWrite',
  'Java Monitor Blocked': 'lock',
  'Java Monitor Wait': 'wait',
  'Java Thread Park': 'park',
  'Java Thread Sleep': 'sleep',
};

/** Whatever took long, by type: how often, on average, at 99 of 100, at most, and in all. */
export async function compareLatencies({ home, path, recording }: ViewedFile): Promise<Comparison> {
  const tally = new Tally();
  for (const { name, count, spans } of (await jfrView(home, 'latencies-by-type', path)).map(measuredRow)) {
    const of = LATENCIES[name];
    if (of === undefined) continue;
    const [average, p99, longest, total] = spans;
    const rows = await rowsOf(recording, of, 'thread');
    const events = rows.reduce((sum, row) => sum + row.events, 0);
    const weight = rows.reduce((sum, row) => sum + row.weight, 0);
    tally.same(name, events, countOf(count));
    tally.alike(`${name}, average`, weight / events, average);
    tally.alike(`${name}, longest`, Math.max(...rows.map(({ largest }) => largest)), longest);
    tally.alike(`${name}, total`, weight, total);
    tally.alike(`${name}, 99 of 100`, percentileOfAll(recording, of, 0.99), p99);
  }
  return tally;
}

async function rowsOf(recording: Recording, of: WeightSource, by: WeightGroup): Promise<readonly WeightRow[]> {
  return (await weights(recording, { of, by, count: false, limit: 100_000 })).rows;
}

function percentileOfAll(recording: Recording, of: WeightSource, part: number): number {
  const durations = weighedTables(recording, of).flatMap(({ values, factor }) =>
    Array.from(values?.values() ?? [], (value) => value * factor),
  );
  return percentile(Float64Array.from(durations).sort(), part);
}

class Tally implements Comparison {
  compared = 0;
  readonly differences: string[] = [];

  same(what: string, ours: number | undefined, theirs: number): void {
    this.within(what, ours ?? Number.NaN, theirs, 0);
  }

  within(what: string, ours: number, theirs: number, tolerance: number): void {
    this.compared += 1;
    if (!(Math.abs(ours - theirs) <= tolerance)) this.differences.push(`${what}: ${String(ours)}, ${String(theirs)}`);
  }

  /** As far as the digits go that the view writes: three, or whole seconds. */
  alike(what: string, milliseconds: number, written: string | undefined): void {
    const parts = [...(written ?? '').matchAll(/([\d.,]+) ([a-z]+)/g)];
    const theirs = parts.reduce(
      (sum, [, number, unit]) => sum + countOf(number) * (MILLISECONDS[unit!] ?? Number.NaN),
      0,
    );
    this.within(what, milliseconds, theirs, parts.length > 1 ? 1000 : theirs * 0.006);
  }
}

function unnamed(name: string): string {
  return name === 'N/A' ? '' : name;
}

function countOf(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''));
}

const SPAN = String.raw`(?:\d+ h )?(?:\d+ m )?[\d.,]+ (?:ns|us|ms|s)`;
const MILLISECONDS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

interface MeasuredRow {
  readonly name: string;
  readonly count: string | undefined;
  readonly spans: readonly string[];
}

/** Columns of time spans may have a single space between them. */
function measuredRow(columns: readonly string[]): MeasuredRow {
  const [, name = '', count, spans = ''] =
    new RegExp(String.raw`^(.*?)\s+([\d,]+)((?:\s+${SPAN})+)$`).exec(columns.join(' ')) ?? [];
  return { name, count, spans: spans.match(new RegExp(SPAN, 'g')) ?? [] };
}
