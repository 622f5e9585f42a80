import { access } from 'node:fs/promises';

import type { Transfer } from '../../../preload/contract/files.ts';
import { openRefusal } from '../opening/open-refusal.ts';
import type { SourceState } from './journal.ts';
import type { TransferChange } from './transfer-list.ts';

/** What the disk says of a copy that has been proven: whether it is still there, and whether it may be opened. */
export async function lookAtCopy(
  { fileName, isFolder, savedAs }: Transfer,
  path: string,
  start: SourceState | undefined,
): Promise<TransferChange> {
  const hasSaved = savedAs !== undefined && (await isThere(savedAs));
  // What the person has saved is opened where it lies, under the name that it has there.
  const opened = hasSaved ? { path: savedAs, fileName: savedAs } : { path, fileName };
  const refusal = await openRefusal({ ...opened, isFolder, isExecutable: start?.isExecutable === true });
  return {
    isGone: (await isThere(path)) ? undefined : true,
    isSavedGone: savedAs === undefined || hasSaved ? undefined : true,
    openRefusal: refusal,
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
