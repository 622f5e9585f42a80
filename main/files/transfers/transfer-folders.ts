import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { isAlive } from '../staging.ts';
import { type KeptTransfer, readJournals } from './journal.ts';

/** Copies hold what an application held: they are not kept for ever without being asked for. */
const KEPT_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface TransferFolders {
  /** What earlier runs of the app have left here, and other apps that run do not work on. */
  readonly kept: Promise<readonly KeptTransfer[]>;
  /** A transfer's own folder, which only this person can enter. */
  folderFor(transfer: string): Promise<string>;
  remove(transfer: string): Promise<void>;
}

export function createTransferFolders(folder: string, now: () => Date): TransferFolders {
  const kept = prepare(folder, now());
  // Told to whoever starts a copy.
  kept.catch(() => undefined);
  return {
    kept,
    folderFor: async (transfer) => {
      await kept;
      const path = join(folder, transfer);
      await mkdir(path, { recursive: true, mode: 0o700 });
      return path;
    },
    remove: (transfer) => rm(join(folder, transfer), { recursive: true, force: true }),
  };
}

async function prepare(folder: string, now: Date): Promise<readonly KeptTransfer[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return readJournals(folder, { isAlive, before: new Date(now.getTime() - KEPT_DAYS * DAY_MS) });
}
