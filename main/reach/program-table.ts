import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../preload/contract/errors.ts';

const TABLE_FILE = 'programs.json';

const Program = z.object({
  file: z.string().regex(/^[a-z0-9_-]+$/),
  size: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const Table = z.object({ programs: z.record(z.string().regex(/^[a-z0-9_]+$/), Program) });

export type ProgramEntry = z.infer<typeof Program>;

/** The programs by what `uname -m` says; made by build/native/build.ts. */
export async function readProgramTable(folder: string): Promise<ReadonlyMap<string, ProgramEntry>> {
  const { programs } = Table.parse(JSON.parse(await readFile(join(folder, TABLE_FILE), 'utf8')));
  return new Map(Object.entries(programs));
}

/** Its bytes, only if they are the ones of the table. */
export async function readProgram(folder: string, { file, sha256 }: ProgramEntry): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, file));
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256) {
    throw new AppError('CHECKSUM_MISMATCH', `${file} is not the program that this app was built with.`, {
      expected: sha256,
      actual,
    });
  }
  return bytes;
}

/** Hidden, and another one for each version, so that two versions of the app do not get in each other's way. */
export function uploadedName({ sha256 }: ProgramEntry): string {
  return `.kesako-reach-${sha256.slice(0, 12)}`;
}
