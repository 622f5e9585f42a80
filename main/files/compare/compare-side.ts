/** One of the two sides: a place, and the way its files are reached. */
import { entryTable } from '../../../preload/contract/entry-columns.ts';
import { type AppError, isAppError } from '../../../preload/contract/errors.ts';
import type { FileEntry, FileRef } from '../../../preload/contract/files.ts';
import { refusalOfPath } from '../refusal-of-path.ts';
import type { TargetFiles } from '../target-files.ts';
import { joinTargetPath } from '../target-path.ts';

export interface ComparedPlace {
  readonly files: TargetFiles;
  readonly file: FileRef;
}

export interface ListedDirectory {
  readonly entries: readonly FileEntry[];
  readonly isCut: boolean;
}

/** `path` is below the place, without a slash before it; the place itself if it is empty. */
export function placeBelow({ files, file }: ComparedPlace, path: string): ComparedPlace {
  if (path === '') return { files, file };
  return { files, file: { ...file, path: joinTargetPath(file.path, path) } };
}

/** A directory, up to so many entries. */
export async function listPlace(
  { files, file }: ComparedPlace,
  limit: number,
  signal: AbortSignal,
): Promise<ListedDirectory> {
  const entries: FileEntry[] = [];
  for await (const page of files.list(file, signal)) {
    const table = entryTable(page.entries);
    const count = Math.min(table.names.length, limit - entries.length);
    for (let place = 0; place < count; place += 1) entries.push(table.entry(place));
    if (count < table.names.length) return { entries, isCut: true };
    if (page.isCut) return { entries, isCut: true };
  }
  return { entries, isCut: false };
}

/** The entry that a comparison begins with; `undefined` if there is none. A link to a directory is entered, as by a person. */
export async function beginningOf(
  { files, file }: ComparedPlace,
  signal: AbortSignal,
): Promise<(FileEntry & { readonly path: string }) | undefined> {
  try {
    const entry = await files.stat(file, signal);
    if (entry.type !== 'link' || entry.resolved?.type !== 'directory') return entry;
    return await files.stat({ ...file, path: `${file.path}/.` }, signal);
  } catch (error) {
    if (!isAppError(error, 'PATH_NOT_FOUND')) throw error;
    await expectRoot({ files, file }, signal);
    return undefined;
  }
}

/** The error, if it is about this path alone; else it is thrown. Of a process that has ended everything would be missing. */
export async function problemOf(place: ComparedPlace, thrown: unknown, signal: AbortSignal): Promise<AppError> {
  if (signal.aborted) throw thrown;
  const error = refusalOfPath(thrown);
  if (error.code === 'PATH_NOT_FOUND') await expectRoot(place, signal);
  return error;
}

async function expectRoot({ files, file }: ComparedPlace, signal: AbortSignal): Promise<void> {
  await files.stat({ ...file, path: '/' }, signal);
}
