/** Aggregates against `jfr view` of JDK 25, and call trees against async-profiler's converter, line by line. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import {
  callTree,
  collections,
  hotMethods,
  memorySource,
  readRecording,
  weights,
  type Recording,
} from '../../../main/jvm/jfr/index.ts';
import type { CallTree, WeightSource } from '../../../preload/contract/index.ts';
import { findJdk, jfrLines, jfrView } from '../../support/jdk-jfr.ts';

const NAMES = ['openjdk_jmc__jdk21', 'beatbrot_jfrview__heavy'];
const files = NAMES.flatMap((name) => globSync(`../shared/jfr-corpus/${name}.jfr`, { cwd: root })).map((path) =>
  join(root, path),
);
if (files.length === 0) console.warn('skipped: no recordings in ../shared/jfr-corpus');
const all = process.env['KESAKO_JFR_VALUES'] === 'all';
/** Of several JDKs and of async-profiler; all of the corpus with KESAKO_JFR_VALUES=all. */
const treeFiles = filesNamed([
  ...NAMES,
  'openjdk_jmc__flush_metadata',
  'openjdk_jmc__metadata_new',
  'grafana_jfr-parser__cortex-dev-01__kafka-0__cpu__0',
  'grafana_jfr-parser__wall_tick_sample',
  'ocadaruma_jfrs__profiler-multichunk',
]);
const allocationFiles = filesNamed([
  'beatbrot_jfrview__heavy',
  'grafana_jfr-parser__object-allocation-sample',
  'openjdk_jmc__dominating_thread_allocation',
])
  // An agent recorded each allocation in two kinds of events, which the converter counts twice.
  .filter((path) => !path.includes('uint64-ref-id'));
const lockFiles = filesNamed(['grafana_jfr-parser__cortex-dev-01__kafka-0__cpu_lock0_alloc0__0'])
  // Its one event names a stack that its chunk does not have: the converter takes one of the chunk before, the JDK none.
  .filter((path) => !path.includes('flush_metadata'));
const home = findJdk('25');
const converter =
  process.env['KESAKO_JFR_CONVERTER'] ??
  globSync(join(homedir(), '.m2/repository/tools/profiler/jfr-converter/*/jfr-converter-*.jar')).at(-1);
if (converter === undefined)
  console.warn('skipped: no jfr-converter.jar of async-profiler; name one in KESAKO_JFR_CONVERTER');

const LIMIT = 5000;
const CONVERTER_MS = 20_000;
const read = (path: string): Promise<Recording> => readRecording(memorySource(readFileSync(path)));

const count = (text: string | undefined): number => Number((text ?? '').replaceAll(',', '').split(' ')[0]);

describe.skipIf(home === undefined || files.length === 0).each(files.map((path) => [basename(path), path]))(
  'aggregates of %s',
  (_, path) => {
    it('name the hot methods that jfr view names, as often', async () => {
      const { methods } = await hotMethods(await read(path), { of: 'cpu', count: false, limit: LIMIT });
      const ours = new Map<string, number>();
      for (const { className, method, self } of methods) {
        const name = `${className}.${method}`;
        ours.set(name, (ours.get(name) ?? 0) + self);
      }
      const theirs = new Map<string, number>();
      for (const [method = '', samples] of await jfrView(home!, 'hot-methods', path)) {
        const name = method.slice(0, method.indexOf('('));
        theirs.set(name, (theirs.get(name) ?? 0) + count(samples));
      }
      expect(theirs.size).toBeGreaterThan(0);
      // The view has the first 25; of methods of one name it may have left one out.
      for (const [name, samples] of theirs) expect([name, ours.get(name)! >= samples]).toEqual([name, true]);
      const [first] = theirs;
      expect(ours.get(first![0])).toBe(first![1]);
    });

    it('share allocation among classes as jfr view does', async () => {
      const { rows, total } = await weights(await read(path), {
        of: 'allocation',
        by: 'class',
        count: false,
        limit: LIMIT,
      });
      const ours = new Map(rows.map(({ label, weight }) => [label, `${((weight / total) * 100).toFixed(2)}%`]));
      const theirs = await jfrView(home!, 'allocation-by-class', path);
      expect(theirs.length).toBeGreaterThan(0);
      for (const [label = '', share] of theirs) expect([label, ours.get(label)]).toEqual([label, share]);
    });

    it('count exceptions by class as jfr view does', async () => {
      const { rows } = await weights(await read(path), { of: 'exceptions', by: 'class', count: false, limit: LIMIT });
      const theirs = await jfrView(home!, 'exception-by-type', path);
      expect(rows.map(({ label, events }) => [label, events]).sort()).toEqual(
        theirs.map(([label, events]) => [label, count(events)]).sort(),
      );
    });

    it('add up pauses as jfr view does', async () => {
      const { pauses } = collections(await read(path), {});
      const lines: string[] = [];
      for await (const line of jfrLines(home!, ['view', 'gc-pauses', path])) lines.push(line);
      const told = (label: string): string => lines.find((line) => line.startsWith(label))?.split(': ')[1] ?? '';
      const spoken = (milliseconds: number): string =>
        milliseconds >= 1000 ? `${(milliseconds / 1000).toPrecision(3)} s` : `${milliseconds.toPrecision(3)} ms`;
      expect(told('Number of Pauses')).toBe(String(pauses.count));
      expect(told('Total Pause Time')).toBe(spoken(pauses.totalMs));
      expect(told('Maximum Pause Time')).toBe(spoken(pauses.longestMs));
      expect(told('Average Pause Time')).toBe(spoken(pauses.averageMs));
    });
  },
);

interface Conversion {
  readonly what: string;
  readonly flags: readonly string[];
  /** All of them together are what the converter counts. */
  readonly sources: readonly WeightSource[];
  /** Events, or what they weigh. */
  readonly count: boolean;
  readonly files: readonly string[];
}

const CONVERSIONS: readonly Conversion[] = [
  // The converter counts threads in native code, and those that wait, with those that run.
  { what: 'execution', flags: [], sources: ['cpu', 'native', 'wall'], count: false, files: treeFiles },
  { what: 'allocation', flags: ['--alloc', '--total'], sources: ['allocation'], count: false, files: allocationFiles },
  { what: 'locks', flags: ['--lock'], sources: ['lock', 'park'], count: true, files: lockFiles },
];

describe.skipIf(home === undefined || converter === undefined || files.length === 0).each(CONVERSIONS)(
  'call trees of $what',
  ({ flags, sources, count, files: converted }) => {
    it.each(converted.map((path) => [basename(path), path]))(
      'of %s are what the converter collapses',
      async (name, path) => {
        const theirs = convert(path, flags);
        if (theirs === undefined) return;
        const ours = new Map<string, number>();
        const recording = await read(path);
        for (const of of sources) {
          const question = { of, count, group: 'none', lines: false, nodes: 1_000_000 } as const;
          addStacks(ours, (await callTree(recording, question)).tree);
        }
        expect([name, [...ours].sort()]).toEqual([name, [...theirs].sort()]);
      },
      60_000,
    );
  },
);

/** Nothing where the converter does not read the file, which is said. */
function convert(path: string, flags: readonly string[]): ReadonlyMap<string, number> | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'kesako-converter-'));
  const output = join(folder, 'stacks.txt');
  try {
    const words = ['-jar', converter!, ...flags, '--dot', '-o', 'collapsed', path, output];
    // Of some files it never comes to an end.
    execFileSync(`${home!}/bin/java`, words, { stdio: 'ignore', timeout: CONVERTER_MS });
    const stacks = new Map<string, number>();
    for (const line of readFileSync(output, 'utf8').split('\n')) {
      if (line === '') continue;
      const at = line.lastIndexOf(' ');
      // What was allocated or locked stands below the stack, `byte[]_[i]`, and a frame's kind behind it: `_[j]`.
      const frames = line
        .slice(0, at)
        .replace(flags.length === 0 ? '' : OBJECT, '')
        .replaceAll(/_\[\w\](?=;|$)/g, '');
      add(stacks, frames, Number(line.slice(at + 1)));
    }
    return stacks;
  } catch (error) {
    console.warn(`${basename(path)}: the converter does not read it: ${String(error).split('\n')[0] ?? ''}`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const OBJECT = /(?:^|;)(?:\[+L[^;]*;|[^;]*)_\[[ik]\]$/;

function addStacks(stacks: Map<string, number>, tree: CallTree): void {
  const paths: string[] = [];
  tree.parent.forEach((parent, node) => {
    const { className = '', method = '', kind = '' } = tree.frames[tree.frame[node]!] ?? {};
    // Of native code it leaves out in which library or program it is.
    const isNative = ['C++', 'Kernel'].includes(kind) || (kind === 'Native' && /^[^.]*$|\.so|vdso/.test(className));
    const frame = className === '' || isNative ? method : `${className}.${method}`;
    const above = paths[parent] ?? '';
    // That a stack is cut off is not said there.
    if (method === '[truncated]') paths.push(above);
    else paths.push(above === '' ? frame : `${above};${frame}`);
    if (node > 0 && tree.self[node]! > 0) add(stacks, paths[node]!, tree.self[node]!);
  });
}

function filesNamed(names: readonly string[]): readonly string[] {
  return (all ? ['*'] : names)
    .flatMap((name) => globSync(`../shared/jfr-corpus/${name}.jfr`, { cwd: root }))
    .map((path) => join(root, path))
    .sort();
}

function add(sums: Map<string, number>, name: string, weight: number): void {
  sums.set(name, (sums.get(name) ?? 0) + weight);
}
