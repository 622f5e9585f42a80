import { chmod, mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../preload/contract/errors.ts';

const OWN_NAME = /^run-([1-9]\d*)$/;
/** The person's disk is not filled to the last byte. */
const RESERVE_BYTES = 64 * 1024 * 1024;

export interface Staging {
  /** A transfer's own folder, which only this person can enter. */
  folderFor(transfer: string): Promise<string>;
  remove(transfer: string): Promise<void>;
  /** Removes all that this app has there. */
  dispose(): Promise<void>;
}

/** Each running app has a folder of its own; those of apps that are gone are removed first. */
export function createStaging(folder: string): Staging {
  const own = join(folder, `run-${String(process.pid)}`);
  const ready = prepare(folder, own);
  // Told to whoever starts a copy.
  ready.catch(() => undefined);
  return {
    folderFor: async (transfer) => {
      await ready;
      const path = join(own, transfer);
      await mkdir(path, { recursive: true, mode: 0o700 });
      return path;
    },
    remove: (transfer) => rm(join(own, transfer), { recursive: true, force: true }),
    dispose: async () => {
      await ready.catch(() => undefined);
      await rm(own, { recursive: true, force: true });
    },
  };
}

async function prepare(folder: string, own: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  for (const name of await readdir(folder)) {
    const pid = Number(OWN_NAME.exec(name)?.[1]);
    if (Number.isNaN(pid)) continue;
    if (pid === process.pid || !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
  await mkdir(own, { recursive: true, mode: 0o700 });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another person's process with this number is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Throws DISK_FULL if the disk has no room. */
export async function checkRoom(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = Math.max(0, bavail * bsize - RESERVE_BYTES);
  if (neededBytes > freeBytes) throw noRoom(freeBytes, neededBytes);
}

export function noRoom(freeBytes: number, neededBytes?: number): AppError<'DISK_FULL'> {
  const data = { here: true, freeBytes, ...(neededBytes === undefined ? {} : { neededBytes }) };
  return new AppError('DISK_FULL', 'There is not enough room on the disk of this machine.', data);
}

/** What a disk says when it is full while it is written to. */
export function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT');
}
