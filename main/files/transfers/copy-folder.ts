import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../../preload/contract/errors.ts';
import type { Transfer } from '../../../preload/contract/files.ts';
import { checkRoom } from '../staging.ts';
import { withAttempts } from './attempts.ts';
import { type CopyOptions, partPath } from './copy-file.ts';
import { tarReader } from './read-tar.ts';
import { SourceChanged } from './source-state.ts';
import { unpackFolder } from './unpack-folder.ts';

/**
 * A folder with all that is in it. The stream that it comes by is hashed at both ends; a lost connection begins it anew,
 * because a tree cannot be held still the way a file can be checked.
 */
export async function copyFolder(options: CopyOptions, signal: AbortSignal): Promise<Partial<Transfer>> {
  const { source, folder, fileName, chooseWay, pause, tell } = options;
  const part = partPath(options);
  let { resumed } = options;

  async function attempt(): Promise<Partial<Transfer>> {
    const way = await chooseWay(source, signal);
    const { sizeBytes } = await way.measure(source, signal);
    await checkRoom(folder, sizeBytes);
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { mode: 0o700 });
    tell({ way: way.way, sizeBytes, receivedBytes: 0, state: 'reading' });

    const hash = createHash('sha256');
    const unpacked = unpackFolder(part);
    const tar = tarReader(unpacked);
    const content = way.archive(source, signal);
    let receivedBytes = 0;
    try {
      for await (const bytes of content.output) {
        hash.update(bytes);
        receivedBytes += bytes.length;
        await tar.push(bytes);
        options.progress(receivedBytes);
      }
      const end = await content.end;
      tar.end();
      await unpacked.finish();
      if (end.before !== end.after) throw new SourceChanged(source.path, 'rewritten');
      return verdict(hash.digest('hex'), end.sha256, {
        sizeBytes: receivedBytes,
        receivedBytes,
        leftOut: unpacked.leftOut + (end.leftOut ?? 0),
        ...(end.carriedBytes === undefined ? {} : { carriedBytes: end.carriedBytes }),
      });
    } finally {
      await unpacked.dispose();
    }
  }

  const change = await withAttempts(
    {
      signal,
      pause,
      onLost: (problem) => tell({ state: 'waiting', problem: problem.toForm() }),
      onAgain: () => tell({ resumed: (resumed += 1), problem: undefined }),
    },
    attempt,
  );
  await rename(part, join(folder, fileName));
  return change;
}

function verdict(sha256: string, remoteSha256: string | undefined, facts: Partial<Transfer>): Partial<Transfer> {
  if (remoteSha256 === undefined) return { ...facts, state: 'sizeOnly', sha256 };
  if (remoteSha256 === sha256) return { ...facts, state: 'verified', sha256, remoteSha256 };
  const data = { expected: remoteSha256, actual: sha256 };
  throw new AppError('CHECKSUM_MISMATCH', 'What came is not what the container has sent.', data);
}
