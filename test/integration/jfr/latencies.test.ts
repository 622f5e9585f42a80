/** Locks, exceptions and I/O against `jfr view`, on a recording that JDK 25 makes of itself, and on those of the corpus. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { fileSource, readRecording } from '../../../main/jvm/jfr/index.ts';
import { findJdk } from '../../support/jdk-jfr.ts';
import {
  compareContention,
  compareExceptions,
  compareLatencies,
  compareTraffic,
  type Comparison,
  type ViewedFile,
} from '../../support/jfr-views.ts';

const MEGABYTES = '6';
const home = findJdk('25');
/** With the most different waits; all of the corpus with KESAKO_JFR_VALUES=all. */
const all = process.env['KESAKO_JFR_VALUES'] === 'all';
const NAMES = all ? ['*'] : ['openjdk_jmc__pulseduration', 'grafana_jfr-parser__uint64-ref-id'];
const files = NAMES.flatMap((name) => globSync(`../shared/jfr-corpus/${name}.jfr`, { cwd: root }))
  .map((path) => join(root, path))
  .sort();
if (files.length === 0) console.warn('skipped: no recordings in ../shared/jfr-corpus');

const VIEWS: readonly (readonly [string, (file: ViewedFile) => Promise<Comparison>])[] = [
  ['classes of locks, as often and as long', compareContention],
  ['reads and writes, and their bytes', compareTraffic],
  ['exceptions by class and by message', compareExceptions],
  ['what took long', compareLatencies],
];

async function viewed(path: string): Promise<ViewedFile> {
  return { home: home!, path, recording: await readRecording(await fileSource(path)) };
}

describe.skipIf(home === undefined)('waiting and I/O of a recording of JDK 25', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kesako-latencies-'));
  let file: ViewedFile;

  beforeAll(async () => {
    const path = join(folder, 'load.jfr');
    const words = ['-Xmx512m', join(root, 'test/bench/jfr/RecordedLoad.java'), path, MEGABYTES, 'plain'];
    const { status, stderr } = spawnSync(`${home!}/bin/java`, words, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    file = await viewed(path);
  }, 120_000);
  afterAll(async () => {
    await file.recording.source.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(VIEWS)('is counted as jfr view does: %s', async (_, compare) => {
    const { compared, differences } = await compare(file);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});

describe.skipIf(home === undefined || files.length === 0)('waiting and I/O of the corpus', () => {
  it.each(files.map((path) => [basename(path), path]))(
    'is counted in %s as jfr view does',
    async (name, path) => {
      const file = await viewed(path);
      let figures = 0;
      try {
        for (const [view, compare] of VIEWS) {
          const { compared, differences } = await compare(file);
          expect([view, differences]).toEqual([view, []]);
          figures += compared;
        }
      } catch (error) {
        if (!String(error).includes('jfr view')) throw error;
        console.warn(`${name}: the JDK does not read it: ${String(error).split('\n')[0] ?? ''}`);
        return;
      } finally {
        await file.recording.source.close();
      }
      if (!all) expect(figures).toBeGreaterThan(0);
    },
    60_000,
  );
});
