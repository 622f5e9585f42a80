import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../../../build/config/paths.ts';

const folder = join(tmpdir(), 'kesako-bench-recordings');

/** A recording that a JVM makes of itself, kept for the next run. */
export function generated(home: string, megabytes: number, kind: 'plain' | 'random'): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kind}-${String(megabytes)}.jfr`);
  if (existsSync(path)) return path;
  console.log(`generating ${path}, which takes minutes`);
  const partial = `${path}.part`;
  const { status } = spawnSync(
    `${home}/bin/java`,
    [
      '-Xmx2g',
      '-XX:FlightRecorderOptions:stackdepth=96',
      join(root, 'test/bench/jfr/RecordedLoad.java'),
      partial,
      String(megabytes),
      kind,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0 || !existsSync(partial)) throw new Error('the recording could not be generated');
  renameSync(partial, path);
  return path;
}

/** The same recording several times over: a recording is a row of chunks. */
export function repeated(original: string, times: number): string {
  const path = original.replace(/\.jfr$/, `-times-${String(times)}.jfr`);
  if (existsSync(path) && statSync(path).size === statSync(original).size * times) return path;
  copyFileSync(original, path);
  for (let time = 1; time < times; time += 1) appendFileSync(path, readFileSync(original));
  return path;
}

/** JDK Mission Control's loader and async-profiler's converter, by Maven; nothing where there is none. */
export function yardsticks(): string | undefined {
  const jars = join(folder, 'jars');
  if (existsSync(join(jars, 'flightrecorder-9.1.0.jar'))) return jars;
  const words = ['-q', '-f', 'test/bench/jfr/pom.xml', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
  const { status } = spawnSync('mvn', words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return jars;
  console.warn('skipped: no Maven, hence no loader of JDK Mission Control');
  return undefined;
}
