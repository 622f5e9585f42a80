/** Locks, exceptions and I/O against `jfr view`, on a recording that JDK 25 makes of itself; and what it holds of everything. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { WeightGroup, WeightRow, WeightSource } from '../../../preload/contract/index.ts';
import { root } from '../../../build/config/paths.ts';
import { percentile } from '../../../main/jvm/jfr/sums/percentile.ts';
import { weighedTables } from '../../../main/jvm/jfr/answers/sources.ts';
import { fileSource, readRecording, weights, type Recording } from '../../../main/jvm/jfr/index.ts';
import { findJdk, jfrView } from '../../support/jdk-jfr.ts';

const MEGABYTES = '6';
const home = findJdk('25');

describe.skipIf(home === undefined)('waiting and I/O of a recording of JDK 25', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kesako-latencies-'));
  const file = join(folder, 'load.jfr');
  let recording: Recording;

  beforeAll(async () => {
    const words = ['-Xmx512m', join(root, 'test/bench/jfr/RecordedLoad.java'), file, MEGABYTES, 'plain'];
    const { status, stderr } = spawnSync(`${home!}/bin/java`, words, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    recording = await readRecording(await fileSource(file));
  }, 120_000);
  afterAll(async () => {
    await recording.source.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ours = async (of: WeightSource, by: WeightGroup): Promise<readonly WeightRow[]> =>
    (await weights(recording, { of, by, count: false, limit: 100_000 })).rows;

  const percentileOfAll = (of: WeightSource, part: number): number => {
    const durations = weighedTables(recording, of).flatMap(({ values = [], factor }) =>
      Array.from(values, (value) => value * factor),
    );
    return percentile(Float64Array.from(durations).sort(), part);
  };

  it('blocks on the classes of locks that jfr view names, as often and as long', async () => {
    const rows = new Map((await ours('lock', 'class')).map((row) => [row.label, row]));
    const theirs = await jfrView(home!, 'contention-by-class', file);
    expect(theirs.length).toBeGreaterThan(0);
    expect(rows.size).toBe(theirs.length);
    for (const { name, count, spans } of theirs.map(measuredRow)) {
      const [average, p90, longest] = spans;
      const { events = 0, weight = 0, largest = 0, percentiles = [] } = rows.get(name) ?? {};
      expect([name, events]).toEqual([name, countOf(count)]);
      expectAlike(`${name}, average`, weight / events, average);
      expectAlike(`${name}, longest`, largest, longest);
      expectAlike(`${name}, 90 of 100`, percentiles[1] ?? Number.NaN, p90);
    }
  });

  it.each([
    ['file-reads-by-path', 'fileRead', 'path'],
    ['file-writes-by-path', 'fileWrite', 'path'],
    ['socket-reads-by-host', 'socketRead', 'host'],
    ['socket-writes-by-host', 'socketWrite', 'host'],
  ] as const)('counts what %s does', async (view, of, by) => {
    const rows = new Map<string, { readonly events: number; readonly bytes: number }>();
    for (const { label, events, bytes = Number.NaN } of await ours(of, by)) {
      // The view leaves the port out.
      const name = by === 'host' ? label.slice(0, label.lastIndexOf(':')) : label;
      const known = rows.get(name) ?? { events: 0, bytes: 0 };
      rows.set(name, { events: known.events + events, bytes: known.bytes + bytes });
    }
    const theirs = await jfrView(home!, view, file);
    expect(theirs.length).toBeGreaterThan(0);
    for (const columns of theirs) {
      const [, name = '', count, size, unit = ''] =
        /^(.*?)\s+([\d,]+)\s+([\d.,]+) (bytes|[kMGT]B)$/.exec(columns.join(' ')) ?? [];
      const { events, bytes = Number.NaN } = rows.get(name) ?? {};
      expect([name, events]).toEqual([name, countOf(count)]);
      // With one digit behind the point.
      const factor = 1024 ** ['bytes', 'kB', 'MB', 'GB', 'TB'].indexOf(unit);
      expect(
        Math.abs(bytes - countOf(size) * factor),
        `${name}: ${String(bytes)}, ${columns.join(' ')}`,
      ).toBeLessThanOrEqual(factor * 0.051);
    }
  });

  it('counts exceptions by class and by message as jfr view does', async () => {
    for (const [view, by] of [
      ['exception-by-type', 'class'],
      ['exception-by-message', 'message'],
    ] as const) {
      const rows = new Map((await ours('exceptions', by)).map(({ label, events }) => [label, events]));
      const theirs = await jfrView(home!, view, file);
      expect(theirs.length).toBeGreaterThan(0);
      for (const [name = '', count] of theirs) {
        expect([name, rows.get(name === 'N/A' ? '' : name)]).toEqual([name, countOf(count)]);
      }
    }
  });

  it('adds up what took long as jfr view does', async () => {
    const sources: Readonly<Record<string, WeightSource>> = {
      'Socket Read': 'socketRead',
      'Socket Write': 'socketWrite',
      'File Read': 'fileRead',
      'File Write': 'fileWrite',
      'Java Monitor Blocked': 'lock',
      'Java Monitor Wait': 'wait',
      'Java Thread Park': 'park',
      'Java Thread Sleep': 'sleep',
    };
    const theirs = (await jfrView(home!, 'latencies-by-type', file))
      .map(measuredRow)
      .filter(({ name }) => name in sources);
    expect(theirs.map(({ name }) => name)).toEqual(expect.arrayContaining(['Socket Read', 'File Read', 'File Write']));
    for (const { name, count, spans } of theirs) {
      const [average, p99, longest, total] = spans;
      const rows = await ours(sources[name]!, 'thread');
      const events = rows.reduce((sum, row) => sum + row.events, 0);
      const weight = rows.reduce((sum, row) => sum + row.weight, 0);
      expect([name, events]).toEqual([name, countOf(count)]);
      expectAlike(`${name}, average`, weight / events, average);
      expectAlike(`${name}, longest`, Math.max(...rows.map(({ largest }) => largest)), longest);
      expectAlike(`${name}, total`, weight, total);
      expectAlike(`${name}, 99 of 100`, percentileOfAll(sources[name]!, 0.99), p99);
    }
  });
});

function countOf(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''));
}

const SPAN = String.raw`(?:\d+ h )?(?:\d+ m )?[\d.,]+ (?:ns|us|ms|s)`;

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

const MILLISECONDS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** As far as the digits go that the view writes: three, or whole seconds. */
function expectAlike(what: string, milliseconds: number, written: string | undefined): void {
  const parts = [...(written ?? '').matchAll(/([\d.,]+) ([a-z]+)/g)];
  const theirs = parts.reduce(
    (sum, [, number, unit]) => sum + countOf(number) * (MILLISECONDS[unit!] ?? Number.NaN),
    0,
  );
  const tolerance = parts.length > 1 ? 1000 : theirs * 0.006;
  expect(Math.abs(milliseconds - theirs), `${what}: ${String(milliseconds)} ms, ${written ?? ''}`).toBeLessThanOrEqual(
    tolerance,
  );
}
