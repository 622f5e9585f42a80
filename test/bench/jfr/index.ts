/**
 * `npm run bench -- jfr`: the recording engine beside `jfr view` and JDK Mission Control's loader, in turns in one run, each as a
 * whole process. Generates its recordings at the first time (`-- jfr small` leaves the gigabyte out).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'vite';
import { z } from 'zod';

import { root } from '../../../build/config/paths.ts';
import { findJdk } from '../../support/jdk-jfr.ts';
import { line, median, meets, range, type Figure } from '../figures.ts';
import { generated, repeated, yardsticks } from './recordings.ts';

const ROUNDS = 7;
const SMALL_MEGABYTES = 85;
const LARGE_MEGABYTES = 1050;
const MEBIBYTE = 1024 ** 2;

const Ours = z.object({
  firstOverviewMs: z.number(),
  readMs: z.number(),
  allMs: z.number(),
  cpuMs: z.number(),
  events: z.number(),
  memoryBytes: z.number(),
});

interface Run {
  readonly ms: number;
  readonly memoryBytes: number;
  readonly output: string;
}

/** Certificates that Node reads at each start where a network has its own: no part of reading recordings. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

/** What `npm run jfr` gives Node. */
const NodeOptions = z
  .object({ scripts: z.object({ jfr: z.string() }) })
  .transform(({ scripts }) => scripts.jfr.split(' ').filter((word) => word.startsWith('--')));
const nodeOptions = NodeOptions.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const runOurs = (file: string): Run => run(process.execPath, [...nodeOptions, program, file]);

/** Wall time and peak memory of a whole process. */
function run(command: string, words: readonly string[]): Run {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('/usr/bin/env', ['time', '-f', '%M', command, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: environment,
  });
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`);
  return { ms, memoryBytes: Number(stderr.trim().split('\n').at(-1)) * 1024, output: stdout };
}

async function bundle(): Promise<string> {
  const outDir = join(root, 'test-output/bench-jfr');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { ssr: join(root, 'test/bench/jfr/all-answers.ts'), outDir, target: 'node24', minify: false },
  });
  return join(outDir, 'all-answers.js');
}

const home = findJdk('25');
const generator = findJdk('17') ?? home;
if (home === undefined || generator === undefined) process.exit(1);
const program = await bundle();
const figures: Figure[] = [];
const take = (figure: Figure): void => {
  figures.push(figure);
  console.log(line(figure));
};
const mebibytes = (bytes: number): string => `${(bytes / MEBIBYTE).toFixed(0)} MiB`;

interface Sides {
  readonly ours: readonly Run[];
  readonly view: readonly Run[];
  readonly loader: readonly Run[];
}

function compare(file: string, rounds: number, jars: string | undefined): Sides {
  const sides = { ours: [] as Run[], view: [] as Run[], loader: [] as Run[] };
  for (let round = 0; round < rounds; round += 1) {
    sides.view.push(run(`${home ?? ''}/bin/jfr`, ['view', 'hot-methods', file]));
    sides.ours.push(runOurs(file));
    if (jars === undefined) continue;
    const load = join(root, 'test/bench/jfr/LoadWithMissionControl.java');
    sides.loader.push(run(`${home ?? ''}/bin/java`, ['-cp', `${jars}/*`, load, file]));
  }
  return sides;
}

const times = (runs: readonly Run[]): readonly number[] => runs.map(({ ms }) => ms);

function takeRatios(
  name: string,
  sides: Sides,
  bounds: { readonly view: number; readonly loader?: number; readonly memory: number },
): void {
  const [ours, view] = [times(sides.ours), times(sides.view)];
  const detail = `ours ${range(ours, 'ms')}, jfr view hot-methods ${range(view, 'ms')}`;
  take({
    name: `${name}: all answers`,
    value: median(ours) / median(view),
    bound: { atMost: bounds.view },
    unit: '× jfr view',
    detail,
  });
  if (bounds.loader !== undefined && sides.loader.length > 0) {
    const loader = times(sides.loader);
    const value = median(ours) / median(loader);
    take({
      name: `${name}: all answers`,
      value,
      bound: { atMost: bounds.loader },
      unit: '× JMC loader',
      detail: `JMC ${range(loader, 'ms')}`,
    });
  }
  const memory = Math.max(...sides.ours.map(({ memoryBytes }) => memoryBytes));
  const others = [sides.view, sides.loader].map((runs) =>
    mebibytes(Math.max(0, ...runs.map(({ memoryBytes }) => memoryBytes))),
  );
  take({
    name: `${name}: peak memory`,
    value: memory / MEBIBYTE,
    bound: { atMost: bounds.memory },
    unit: 'MiB',
    detail: `jfr view ${others[0] ?? ''}, JMC ${others[1] ?? ''}`,
  });
}

function takeFirstPaint(name: string, runs: readonly Run[]): void {
  const first = runs.map(({ output }) => Ours.parse(JSON.parse(output)).firstOverviewMs);
  take({
    name: `${name}: first overview`,
    value: median(first),
    bound: { atMost: 100 },
    unit: 'ms',
    detail: range(first, 'ms'),
  });
}

const jars = yardsticks();
const small = generated(generator, SMALL_MEGABYTES, 'plain');
const smallName = mebibytes(statSync(small).size);
const smallSides = compare(small, ROUNDS, jars);
takeRatios(smallName, smallSides, { view: 0.8, loader: 0.25, memory: 250 });

const sizes = [1, 2, 4].map((factor) => ({ factor, file: repeated(small, factor) }));
const spent = sizes.map(({ factor, file }) => {
  const runs = Array.from({ length: ROUNDS }, () => runOurs(file));
  takeFirstPaint(mebibytes(statSync(file).size), runs);
  // Of the processor: what others do meanwhile makes a run longer, not harder.
  return { factor, ms: Math.min(...runs.map(({ output }) => Ours.parse(JSON.parse(output)).cpuMs)) };
});
const [once = 0, twice = 0, fourTimes = 0] = spent.map(({ ms }) => ms);
take({
  name: 'time grows with size',
  // A start is paid once whatever the size; each further megabyte costs as much as the one before.
  value: (fourTimes - twice) / 2 / (twice - once),
  bound: { atMost: 1.6 },
  unit: '× for a byte between 2 and 4 times the size, against one between 1 and 2 times',
  detail: spent.map(({ factor, ms }) => `${String(factor)}: ${ms.toFixed(0)} ms of processor`).join(', '),
});

if (!process.argv.includes('small')) {
  const large = generated(generator, LARGE_MEGABYTES, 'random');
  const name = mebibytes(statSync(large).size);
  const sides = compare(large, 1, undefined);
  takeRatios(name, sides, { view: 0.2, memory: 1536 });
  takeFirstPaint(name, sides.ours);
}
process.exitCode = figures.every(meets) ? 0 : 1;
