/** Where the program lies that makes containers: built by build/native, beside the app's own code. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

const Table = z.object({
  programs: z.record(z.string(), z.object({ file: z.string().regex(/^[a-z0-9_-]+$/), sha256: z.string() })),
});

const MACHINES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** From the sources, from the built app beside them, from the installed app. */
function folders(): readonly string[] {
  const { resourcesPath } = process as { resourcesPath?: string };
  const beside = ['../../../build/runtime', '../../build/runtime'].map((path) => join(import.meta.dirname, path));
  return [...beside, ...(resourcesPath === undefined ? [] : [join(resourcesPath, 'runtime')])];
}

export interface RuntimeProgram {
  readonly path: string;
  /** Of the practice cluster's Java application. */
  readonly javaSource: string;
}

/** Undefined where there is none for this machine, or where it is not the one that this app was built with. */
export async function findProgram(): Promise<RuntimeProgram | undefined> {
  for (const folder of folders()) {
    const path = await readTable(join(folder, 'bin'));
    if (path !== undefined) return { path, javaSource: join(folder, 'java/Petclinic.java') };
  }
  return undefined;
}

async function readTable(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'programs.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const program = Table.parse(JSON.parse(text)).programs[MACHINES[arch()] ?? ''];
  if (program === undefined) return undefined;
  const path = join(folder, program.file);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  return createHash('sha256').update(bytes).digest('hex') === program.sha256 ? path : undefined;
}
