/** Programs of this machine, by name. */
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { AskMachine } from './ask-machine.ts';
import type { RootPart } from './root-part.ts';
import { bindLibraries, isProgram, librariesOf } from './shared-libraries.ts';

/** The system's own folders first: a version manager's script of the same name is no program. */
const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/run/current-system/sw/bin'];

export interface HostProgram {
  readonly name: string;
  /** Without links. */
  readonly path: string;
  readonly bytes: number;
  /** When it was changed, so that another version is another image. */
  readonly changedMs: number;
}

export async function findHostProgram(name: string): Promise<HostProgram | undefined> {
  const searched = (process.env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  for (const folder of [...FOLDERS, ...searched]) {
    const path = await executablePath(join(folder, name));
    if (path === undefined || !(await isProgram(path))) continue;
    const facts = await stat(path);
    return { name, path, bytes: facts.size, changedMs: facts.mtimeMs };
  }
  return undefined;
}

async function executablePath(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK);
    return await realpath(path);
  } catch {
    return undefined;
  }
}

/** Those of the names that the machine has, each in `/usr/bin` by its name, with `/bin` as the same folder, and their libraries. */
export async function hostProgramParts(ask: AskMachine, names: readonly string[]): Promise<readonly RootPart[]> {
  const programs = (await Promise.all(names.map(findHostProgram))).filter((program) => program !== undefined);
  const libraries = await Promise.all(programs.map(({ path }) => librariesOf(ask, path)));
  return [
    ...programs.map(({ name, path }): RootPart => ({ kind: 'bind', source: path, path: `/usr/bin/${basename(name)}` })),
    { kind: 'link', target: 'usr/bin', path: '/bin' },
    ...bindLibraries(Array.from(new Set(libraries.flat()))),
  ];
}
