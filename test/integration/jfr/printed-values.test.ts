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
import { findJdk, jdkEvents, jfrSummary } from '../../support/jdk-jfr.ts';

const all = process.env['KESAKO_JFR_VALUES'] === 'all';
const SMALL_BYTES = 160_000;
const files = globSync('../shared/jfr-corpus/*.jfr', { cwd: root })
  .map((path) => join(root, path))
  .filter((path) => all || statSync(path).size < SMALL_BYTES)
  .sort();
if (files.length === 0) console.warn('skipped: no recordings in ../shared/jfr-corpus');
if (!all) console.warn(`${String(files.length)} small files only; all with KESAKO_JFR_VALUES=all`);

/**
 * Events whose thread the JDK does not take from their own chunk. Where two chunks describe the same types it keeps what a key
 * stood for in the chunk before, so that a thread renamed since has its old name; and it finds none for a thread that only the
 * later chunk names. Ours are those that the chunk's own pool has; everything else about these events has to be the same.
 */
const OTHER_THREADS: Readonly<Record<string, number>> = {
  'openjdk_jmc__flush_metadata.jfr': 65,
  'openjdk_jmc__wls-medrec-jdk9.jfr': 47,
};

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
      const unprinted = [...ours.keys()].filter((type) => !theirs.has(type));
      // Some types of agents are counted by `jfr summary` and left out by `jfr print`.
      const counted = unprinted.length === 0 ? new Map<string, number>() : await jfrSummary(home!, path);
      for (const type of unprinted) {
        expect([type, sum(ours.get(type)?.values())]).toEqual([type, counted.get(type)]);
        ours.delete(type);
      }
      expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
      const otherThreads = OTHER_THREADS[name];
      if (otherThreads === undefined) {
        for (const [type, contents] of theirs) expect([type, ours.get(type)]).toEqual([type, contents]);
        return;
      }
      let differing = 0;
      for (const [type, contents] of theirs) differing += missing(contents, ours.get(type));
      expect(differing).toBe(otherThreads);
      const [oursWithout, theirsWithout] = [withoutThreads(ours), withoutThreads(theirs)];
      for (const [type, contents] of theirsWithout) expect([type, oursWithout.get(type)]).toEqual([type, contents]);
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
  const known = alike(values);
  const hash = `${sha1(known)} ${sha1(typeof known === 'object' ? { ...known, ...NO_THREADS } : known)}`;
  const ofType = contents.get(name) ?? new Map<string, number>();
  ofType.set(hash, (ofType.get(hash) ?? 0) + 1);
  contents.set(name, ofType);
}

const NO_THREADS = { eventThread: undefined, sampledThread: undefined };

function sha1(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64');
}

/** How many of these are not among those. */
function missing(contents: Map<string, number>, among: Map<string, number> | undefined): number {
  return sum([...contents].map(([hash, count]) => Math.max(0, count - (among?.get(hash) ?? 0))));
}

function withoutThreads(contents: Contents): Contents {
  const without: Contents = new Map();
  for (const [type, hashes] of contents) {
    const ofType = new Map<string, number>();
    for (const [hash, count] of hashes) {
      const [, rest = ''] = hash.split(' ');
      ofType.set(rest, (ofType.get(rest) ?? 0) + count);
    }
    without.set(type, ofType);
  }
  return without;
}

function sum(counts: Iterable<number> = []): number {
  return [...counts].reduce((total, count) => total + count, 0);
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
