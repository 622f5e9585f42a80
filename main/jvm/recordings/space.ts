import { posix } from 'node:path';

import { AppError } from '../../../preload/contract/errors.ts';
import { SMALLEST_MAX_SIZE, type RecordingSpace } from '../../../preload/contract/jvm-recordings.ts';
import { numberFact } from '../../reach/index.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';

const MIB = 1024 * 1024;
/** Enough for a quarter of an hour of a busy service with the template `profile`. */
const USUAL_MAX_SIZE = 100 * MIB;
/** Of the application's own, beside the recording and its copy: a full disk makes the JVM abort. */
const RESERVE = 64 * MIB;

export interface FolderSpace {
  readonly path: string;
  readonly freeBytes: number;
  /** A file system of memory, which counts against the container's limit. */
  readonly inMemory: boolean;
  readonly isReadOnly: boolean;
}

/** Throws PATH_NOT_FOUND if there is no such folder in the target. */
export async function readSpace({ session, ref }: OpenJvm, path: string, signal: AbortSignal): Promise<FolderSpace> {
  const result = await session.request(['space', String(ref.pid), path], { signal }).result;
  return {
    path,
    freeBytes: numberFact(result, 'free'),
    inMemory: numberFact(result, 'memory') === 1,
    isReadOnly: numberFact(result, 'read_only') === 1,
  };
}

/** What is recorded and its copy must both fit, and leave something to the application. Pure. */
export function largestMaxSize(freeBytes: number): number {
  return Math.max(0, Math.floor((freeBytes - RESERVE) / 2));
}

/** Pure. */
export function describeSpace(
  { path, freeBytes, inMemory }: FolderSpace,
  settings: Pick<RecordingSpace, 'takesOptions' | 'settingsPath'>,
): RecordingSpace {
  const largest = largestMaxSize(freeBytes);
  return {
    temporaryFolder: path,
    freeBytes,
    inMemory,
    largestMaxSizeBytes: largest < SMALLEST_MAX_SIZE ? 0 : largest,
    suggestedMaxSizeBytes: Math.max(SMALLEST_MAX_SIZE, Math.min(USUAL_MAX_SIZE, largest)),
    ...settings,
  };
}

/** Throws before anything is started if the recording and its copy would not fit: the JVM would abort, and not just stop. */
export async function checkSpace(
  jvm: OpenJvm,
  temporaryFolder: string,
  path: string,
  maxSizeBytes: number,
  signal: AbortSignal,
): Promise<void> {
  const folders = [...new Set([posix.dirname(path), temporaryFolder])];
  for (const space of await Promise.all(folders.map((folder) => readSpace(jvm, folder, signal)))) {
    if (space.isReadOnly) {
      throw new AppError('PATH_DENIED', `${space.path} is on a read-only file system.`, { path: space.path });
    }
    const largest = largestMaxSize(space.freeBytes);
    if (maxSizeBytes <= largest) continue;
    const needed = 2 * maxSizeBytes + RESERVE;
    const advice =
      largest < SMALLEST_MAX_SIZE
        ? 'Free some space, or choose a folder on another disk and point java.io.tmpdir there.'
        : `Choose a largest size of at most ${mebibytes(largest)}.`;
    const message = `The recording of up to ${mebibytes(maxSizeBytes)} and its copy need ${mebibytes(needed)} in ${space.path}, and ${mebibytes(space.freeBytes)} are free there; a full disk would make the JVM abort. ${advice}`;
    throw new AppError('RECORDING_LIMIT', message, { freeBytes: space.freeBytes });
  }
}

export function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / MIB)} MiB`;
}
