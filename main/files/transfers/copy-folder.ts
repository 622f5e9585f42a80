import { createHash, type Hash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../../preload/contract/errors.ts';
import type { FilesWay, Transfer } from '../../../preload/contract/files.ts';
import { checkRoom, isDiskFull } from '../staging.ts';
import type { ContentEnd, TargetFiles } from '../target-files.ts';
import { withAttempts } from './attempts.ts';
import { type CopyOptions, partPath } from './copy-file.ts';
import { type TarReader, tarReader } from './read-tar.ts';
import { SourceChanged } from './source-state.ts';
import { type UnpackFolder, unpackFolder } from './unpack-folder.ts';

/** What has come so far, taken apart, and the hash of it. */
interface Unpacking {
  readonly way: FilesWay;
  readonly sizeBytes: number;
  readonly hash: Hash;
  readonly unpacked: UnpackFolder;
  readonly tar: TarReader;
  receivedBytes: number;
  carriedBytes: number;
}

/**
 * A folder with all that is in it. The stream that it comes by is hashed at both ends. After a lost connection the stream is
 * made once more there and goes on at the byte; only the hash of the whole shows whether it was the same one, because a tree
 * cannot be held still the way a file can be checked. If it was not, all begins anew.
 */
export async function copyFolder(options: CopyOptions, signal: AbortSignal): Promise<Partial<Transfer>> {
  const { source, folder, fileName, chooseWay, pause, tell } = options;
  const part = partPath(options);
  let { resumed } = options;
  let unpacking: Unpacking | undefined;

  async function begin(way: TargetFiles): Promise<Unpacking> {
    await forget();
    const { sizeBytes } = await way.measure(source, signal);
    await checkRoom(folder, sizeBytes);
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { mode: 0o700 });
    const unpacked = unpackFolder(part);
    const counted = { sizeBytes, receivedBytes: 0, carriedBytes: 0 };
    unpacking = { way: way.way, hash: createHash('sha256'), unpacked, tar: tarReader(unpacked), ...counted };
    return unpacking;
  }

  async function forget(): Promise<void> {
    const old = unpacking;
    unpacking = undefined;
    await old?.unpacked.dispose();
  }

  async function attempt(madeProgress: () => void): Promise<Partial<Transfer>> {
    const way = await chooseWay(source, signal);
    const goesOn = unpacking?.way === way.way && way.resumesArchives;
    const current = goesOn && unpacking !== undefined ? unpacking : await begin(way);
    const offset = current.receivedBytes;
    tell({ way: way.way, sizeBytes: current.sizeBytes, receivedBytes: offset, state: 'reading' });
    const end = await receive(way, current, madeProgress);
    if (end === undefined || (offset > 0 && end.sha256 !== sha256Of(current))) {
      // Another stream than the one that was begun.
      await forget();
      return attempt(madeProgress);
    }
    await current.unpacked.finish();
    if (end.before !== end.after) throw new SourceChanged(source.path, 'rewritten');
    return verdict(sha256Of(current), end.sha256, {
      sizeBytes: current.receivedBytes,
      receivedBytes: current.receivedBytes,
      leftOut: current.unpacked.leftOut + (end.leftOut ?? 0),
      ...(end.carriedBytes === undefined ? {} : { carriedBytes: current.carriedBytes + end.carriedBytes }),
    });
  }

  /** Up to the end of the stream; `undefined` if what was gone on with does not fit what was there. */
  async function receive(
    way: TargetFiles,
    current: Unpacking,
    madeProgress: () => void,
  ): Promise<ContentEnd | undefined> {
    const offset = current.receivedBytes;
    const content = way.archive(source, offset, signal);
    const take = async (work: () => Promise<void> | void): Promise<boolean> => {
      try {
        await work();
        return true;
      } catch (error) {
        if (offset === 0 || isDiskFull(error)) throw error;
        return false;
      }
    };
    for await (const bytes of content.output) {
      current.hash.update(bytes);
      current.receivedBytes += bytes.length;
      if (!(await take(() => current.tar.push(bytes)))) return undefined;
      madeProgress();
      options.progress(current.receivedBytes);
    }
    const end = await content.end;
    return (await take(() => {
      current.tar.end();
    }))
      ? end
      : undefined;
  }

  const attempts = {
    signal,
    pause,
    onLost: (problem: AppError) => tell({ state: 'waiting', problem: problem.toForm() }),
    onAgain: () => tell({ resumed: (resumed += 1), problem: undefined }),
  };
  try {
    const change = await withAttempts(attempts, attempt);
    await forget();
    await rename(part, join(folder, fileName));
    return change;
  } finally {
    await forget();
  }
}

function sha256Of({ hash }: Unpacking): string {
  return hash.copy().digest('hex');
}

function verdict(sha256: string, remoteSha256: string | undefined, facts: Partial<Transfer>): Partial<Transfer> {
  if (remoteSha256 === undefined) return { ...facts, state: 'sizeOnly', sha256 };
  if (remoteSha256 === sha256) return { ...facts, state: 'verified', sha256, remoteSha256 };
  const data = { expected: remoteSha256, actual: sha256 };
  throw new AppError('CHECKSUM_MISMATCH', 'What came is not what the container has sent.', data);
}
