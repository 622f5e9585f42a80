/** A fetched file as another program may have it: never the proven one itself. */
import { access, chmod, constants, copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { AppError } from '../../preload/contract/index.ts';
import { openRefusal } from '../files/index.ts';
import type { HandedFile } from './host-port.ts';

/** Throws why the system's own program cannot have it: it would be run, by nobody's wish. */
export async function refuseToRun(file: HandedFile): Promise<void> {
  const refusal = await openRefusal(ownPath(file) ?? file);
  if (refusal !== undefined) throw new AppError('PATH_DENIED', `${refusal} Save it instead.`, { path: file.fileName });
}

/** What the person has is theirs to change; otherwise a copy beside the proven file, which goes when that is forgotten. */
export async function fileToOpen(file: HandedFile): Promise<string> {
  const { path, fileName, isFolder, own } = file;
  if (isFolder) throw new AppError('NOT_A_FILE', 'A folder is saved, not opened.', { path: fileName });
  if (own !== undefined && (await isThere(own))) return own;
  await refuseGone(file);
  const folder = join(dirname(path), `${fileName}.opened`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  const copy = join(folder, fileName);
  await copyFile(path, copy, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  // Whatever it was there: here it is nothing to be run.
  await chmod(copy, 0o600);
  return copy;
}

export async function refuseGone({ path, fileName }: HandedFile): Promise<void> {
  if (await isThere(path)) return;
  throw new AppError('PATH_NOT_FOUND', `${fileName} is no longer where it was on this machine.`, { path });
}

function ownPath({ own, ...file }: HandedFile): HandedFile | undefined {
  return own === undefined ? undefined : { ...file, path: own, fileName: own };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
