/** The Java development kits of this machine. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { findHostProgram } from './host-programs.ts';

export interface Jdk {
  readonly home: string;
  readonly major: number;
  readonly version: string;
  readonly changedMs: number;
  readonly bytes: number;
}

/** One of each major version, the oldest first. */
export async function findJdks(): Promise<readonly Jdk[]> {
  const homes = new Set<string>();
  for (const candidate of await candidates()) {
    const home = await realpath(candidate).catch(() => undefined);
    if (home !== undefined) homes.add(home);
  }
  const found = (await Promise.all(Array.from(homes, describeJdk))).filter((jdk) => jdk !== undefined);
  const byMajor = new Map(found.map((jdk) => [jdk.major, jdk]));
  return Array.from(byMajor.values()).sort((one, other) => one.major - other.major);
}

async function candidates(): Promise<readonly string[]> {
  const folders = [
    '/usr/lib/jvm',
    '/usr/java',
    '/opt/java',
    join(homedir(), '.sdkman/candidates/java'),
    join(homedir(), '.jdks'),
  ];
  const listed = await Promise.all(
    folders.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  );
  const java = await findHostProgram('java');
  const named = process.env['JAVA_HOME'];
  return [
    ...(named === undefined ? [] : [named]),
    ...listed.flat(),
    ...(java === undefined ? [] : [dirname(dirname(java.path))]),
  ];
}

/** Undefined for what is none, or is a runtime without the tools. */
async function describeJdk(home: string): Promise<Jdk | undefined> {
  const release = await readFile(join(home, 'release'), 'utf8').catch(() => '');
  const version = /^JAVA_VERSION="([^"]{1,40})"$/m.exec(release)?.[1];
  const major = Number(/^(?:1\.)?(\d+)/.exec(version ?? '')?.[1] ?? Number.NaN);
  const tools = await Promise.all(
    ['java', 'javac', 'jcmd'].map((tool) => stat(join(home, 'bin', tool)).catch(() => undefined)),
  );
  const modules = await stat(join(home, 'lib/modules')).catch(() => undefined);
  if (version === undefined || Number.isNaN(major) || tools.includes(undefined) || modules === undefined)
    return undefined;
  return { home, major, version, changedMs: modules.mtimeMs, bytes: modules.size };
}
