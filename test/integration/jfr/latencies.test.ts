/** Locks, exceptions and I/O against `jfr view`, on a recording that JDK 25 makes of itself; and what it holds of everything. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { WeightGroup, WeightRow, WeightSource } from '../../../preload/contract/index.ts';
import { root } from '../../../build/config/paths.ts';
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

  it('blocks on the classes of locks that jfr view names, as often and as long', async () => {
    const rows = new Map((await ours('lock', 'class')).map((row) => [row.label, row]));
    const theirs = await jfrView(home!, 'contention-by-class', file);
    expect(theirs.length).toBeGreaterThan(0);
    expect(rows.size).toBe(theirs.length);
    for (const { name, count, spans } of theirs.map(measuredRow)) {
      const [average, , longest] = spans;
      const { events = 0, weight = 0, largest = 0 } = rows.get(name) ?? {};
      expect([name, events]).toEqual([name, countOf(count)]);
      expectAlike(`${name}, average`, weight / events, average);
      expectAlike(`${name}, longest`, largest, longest);
    }
  });

  it.each([
    ['file-reads-by-path', 'fileRead', 'path'],
    ['file-writes-by-path', 'fileWrite', 'path'],
    ['socket-reads-by-host', 'socketRead', 'host'],
    ['socket-writes-by-host', 'socketWrite', 'host'],
  ] as const)('counts what %s does', async (view, of, by) => {
    const rows = new Map<string, number>();
    for (const { label, events } of await ours(of, by)) {
      // The view leaves the port out.
      const name = by === 'host' ? label.slice(0, label.lastIndexOf(':')) : label;
      rows.set(name, (rows.get(name) ?? 0) + events);
    }
    const theirs = await jfrView(home!, view, file);
    expect(theirs.length).toBeGreaterThan(0);
    for (const [name = '', count] of theirs) expect([name, rows.get(name)]).toEqual([name, countOf(count)]);
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
      const [average, , longest, total] = spans;
      const rows = await ours(sources[name]!, 'thread');
      const events = rows.reduce((sum, row) => sum + row.events, 0);
      const weight = rows.reduce((sum, row) => sum + row.weight, 0);
      expect([name, events]).toEqual([name, countOf(count)]);
      expectAlike(`${name}, average`, weight / events, average);
      expectAlike(`${name}, longest`, Math.max(...rows.map(({ largest }) => largest)), longest);
      expectAlike(`${name}, total`, weight, total);
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
