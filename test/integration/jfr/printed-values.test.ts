/**
 * Every field of every event against `jfr print --json`. Small files here; with KESAKO_JFR_VALUES=all every file of the corpus,
 * by both JDKs.
 */
import { createHash } from 'node:crypto';
import { globSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { fileSource, jsonText, printEvents, readRecording, unwrap } from '../../../main/jvm/jfr/index.ts';
import { findJdk, jdkEvents } from '../../support/jdk-jfr.ts';

const all = process.env['KESAKO_JFR_VALUES'] === 'all';
const SMALL_BYTES = 160_000;
const files = globSync('../shared/jfr-corpus/*.jfr', { cwd: root })
  .map((path) => join(root, path))
  .filter((path) => all || statSync(path).size < SMALL_BYTES)
  .sort();
if (files.length === 0) console.warn('skipped: no recordings in ../shared/jfr-corpus');
if (!all) console.warn(`${String(files.length)} small files only; all with KESAKO_JFR_VALUES=all`);

/** Of each type how many events have which content. */
type Contents = Map<string, Map<string, number>>;

describe.each(all ? (['25', '17'] as const) : (['25'] as const))('values by the jfr program of JDK %s', (version) => {
  const home = findJdk(version);
  it.skipIf(home === undefined).each(files.map((path) => [basename(path), path]))(
    'are those of %s',
    async (name, path) => {
      const theirs: Contents = new Map();
      try {
        for await (const { type, values } of jdkEvents(home!, path)) add(theirs, type, values);
      } catch (error) {
        console.warn(`${name}: the JDK does not read it: ${String(error).split('\n')[0] ?? ''}`);
        return;
      }
      // Which clock the JDK takes for a file of two JVMs depends on its version and on the file.
      const byChunk = await printed(path, 'chunk');
      const ours = isDeepStrictEqual(byChunk, theirs) ? byChunk : await printed(path, 'first');
      expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
      for (const [type, contents] of theirs) expect([type, ours.get(type)]).toEqual([type, contents]);
    },
    all ? 600_000 : 60_000,
  );
});

async function printed(path: string, clock: 'chunk' | 'first'): Promise<Contents> {
  const contents: Contents = new Map();
  const source = await unwrap(await fileSource(path));
  const recording = await readRecording(source);
  for await (const { type, values } of printEvents(recording, { clock })) {
    add(contents, type, JSON.parse(jsonText(values)));
  }
  await source.close();
  return contents;
}

function add(contents: Contents, type: string, values: unknown): void {
  // JDK 9 and 10 had Oracle's prefix for what is the same since.
  const name = type.replace(/^com\.oracle\.jdk\./, 'jdk.');
  const hash = createHash('sha1')
    .update(JSON.stringify(alike(values)))
    .digest('base64');
  const ofType = contents.get(name) ?? new Map<string, number>();
  ofType.set(hash, (ofType.get(hash) ?? 0) + 1);
  contents.set(name, ofType);
}

/** JDK 17 writes "for ever" in three ways: the longest time in milliseconds, in nanoseconds, and of all. */
const FOREVER_SHORTENED = new Set(['PT2562047788015H12M55.807S', 'PT2562047H47M16.854775807S']);
const FOREVER = 'PT2562047788015215H30M7.999999999S';

/** Both ways to write a moment or a float as one, and an unsigned number, which JDK 17 writes with a sign. */
function alike(value: unknown): unknown {
  if (typeof value === 'string') return FOREVER_SHORTENED.has(value) ? FOREVER : (moment(value) ?? value);
  if (typeof value === 'number') return Number.isInteger(value) ? unsigned(value) : Math.fround(value);
  if (Array.isArray(value)) return value.map(alike);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, alike(each)]));
}

function unsigned(value: number): number {
  return value < 0 ? Number(BigInt.asUintN(64, BigInt(value))) : value;
}

function moment(text: string): string | undefined {
  const [whole, time = '', seconds = ':00', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  return whole === undefined
    ? undefined
    : `${String(Date.parse(`${time}${seconds}${zone}`))} ${fraction.padEnd(9, '0')}`;
}
