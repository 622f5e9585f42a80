/** The JDK's own `jfr` program, as the measure of what is in a recording. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const HOMES: Readonly<Record<string, readonly string[]>> = {
  '17': ['/usr/lib/jvm/java-17-openjdk-amd64', '/usr/lib/jvm/temurin-17-jdk-amd64', '/usr/lib/jvm/java-17'],
  '25': ['/usr/lib/jvm/temurin-25-jdk-amd64', '/usr/lib/jvm/java-25-openjdk-amd64', '/usr/lib/jvm/java-25'],
};

/** Of `KESAKO_JDK_25` or where Linux puts it; nothing where there is none, which is said aloud. */
export function findJdk(version: '17' | '25'): string | undefined {
  const named = process.env[`KESAKO_JDK_${version}`];
  const found = [...(named === undefined ? [] : [named]), ...(HOMES[version] ?? [])].find((home) =>
    existsSync(`${home}/bin/jfr`),
  );
  if (found === undefined) console.warn(`skipped: no JDK ${version}; name one in KESAKO_JDK_${version}`);
  return found;
}

/** Runs `jfr` and gives its lines; throws what it complained of. */
export async function* jfrLines(home: string, words: readonly string[]): AsyncGenerator<string> {
  const child = spawn(`${home}/bin/jfr`, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  yield* createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
  if ((await closed) !== 0) throw new Error(complaints.join('').trim() || `jfr ${words.join(' ')} failed`);
}

/** Rows of a view of `jfr view`: the first column and those behind it. */
export async function jfrView(home: string, name: string, path: string): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = [];
  let isBehindRule = false;
  for await (const line of jfrLines(home, ['view', '--width', '3000', name, path])) {
    if (isBehindRule && line.trim() !== '') rows.push(line.trim().split(/\s{2,}|(?<=[\w)\]>]) (?=[\d,.]+%?$)/));
    if (line.startsWith('-----')) isBehindRule = true;
  }
  return rows;
}

/** How many events of each type `jfr summary` counts. */
export async function jfrSummary(home: string, path: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const line of jfrLines(home, ['summary', path])) {
    const [, type, count] = /^ ([\w.$]+) +(\d+) +\d+ *$/.exec(line) ?? [];
    if (type !== undefined) counts.set(type, Number(count));
  }
  return counts;
}

export interface JdkEvent {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Every event as `jfr print --json` has it, one at a time: the whole of it is longer than a text may be. */
export async function* jdkEvents(home: string, file: string): AsyncGenerator<JdkEvent> {
  let lines: string[] | undefined;
  for await (const line of jfrLines(home, ['print', '--json', '--stack-depth', '100000', file])) {
    if (line === '    "events": [{') {
      lines = ['{'];
    } else if (line === '    }, {' || line === '    }]') {
      if (lines !== undefined) yield JSON.parse(`${lines.join('\n')}}`) as JdkEvent;
      lines = ['{'];
    } else {
      lines?.push(line);
    }
  }
}
