import { AppError } from '../../../preload/contract/errors.ts';
import type { FilesWay, Transfer } from '../../../preload/contract/files.ts';
import { checkRoom, isDiskFull } from '../staging.ts';
import type { ContentEnd, FileState, TargetFiles } from '../target-files.ts';
import { withAttempts } from './attempts.ts';
import type { CopyOptions } from './copy-file.ts';
import { type FolderStream, newFolderStream, storedFolderStream } from './folder-stream.ts';
import { SourceChanged, sourceState } from './source-state.ts';

/** What has come so far, by which way, and what the whole was measured to be. */
interface Begun {
  readonly way: FilesWay;
  readonly sizeBytes: number;
  readonly stream: FolderStream;
  carriedBytes: number;
}

/**
 * A folder with all that is in it. The stream that it comes by is hashed at both ends. After a lost connection, a pause or a
 * restart of the app the stream is made once more there and goes on at the byte; only the hash of the whole shows whether it was
 * the same one, because a tree cannot be held still the way a file can be checked. If it was not, all begins anew, and that is said.
 */
export async function copyFolder(options: CopyOptions, signal: AbortSignal): Promise<Partial<Transfer>> {
  const { source, folder, chooseWay, pause, tell } = options;
  let { resumed, start } = options;
  let begun: Begun | undefined;
  let isAnew = false;

  /** What is here already, if it came by the same way from the same directory; otherwise nothing of it is of use. */
  async function begin(way: TargetFiles): Promise<Begun> {
    const [state, { sizeBytes }] = await Promise.all([way.state(source, signal), way.measure(source, signal)]);
    const stored = isSameFolder(way, state) ? await replay(sizeBytes, way.way) : undefined;
    isAnew ||= start !== undefined && stored === undefined;
    const stream = stored ?? (await newFolderStream(options));
    begun = { way: way.way, sizeBytes, stream, carriedBytes: 0 };
    start = sourceState(way.way, state);
    await checkRoom(folder, Math.max(0, sizeBytes - stream.receivedBytes));
    await options.onStart(start);
    return begun;
  }

  /** Its other numbers change with every file that comes and goes. */
  function isSameFolder(way: TargetFiles, state: FileState): boolean {
    return start?.way === way.way && start.inode === state.inode;
  }

  function replay(sizeBytes: number, way: FilesWay): Promise<FolderStream | undefined> {
    tell({ state: 'verifying', sizeBytes, way });
    return storedFolderStream(options, options.progress, signal);
  }

  async function beginAnew(): Promise<void> {
    await close();
    start = undefined;
    isAnew = true;
  }

  async function close(): Promise<void> {
    const old = begun;
    begun = undefined;
    await old?.stream.close();
  }

  async function attempt(madeProgress: () => void): Promise<Partial<Transfer>> {
    const way = await chooseWay(source, signal);
    if (begun !== undefined && begun.way !== way.way) await beginAnew();
    const current = begun ?? (await begin(way));
    const { stream } = current;
    const offset = stream.receivedBytes;
    tell({
      way: way.way,
      sizeBytes: current.sizeBytes,
      receivedBytes: offset,
      state: 'reading',
      isAnew: isAnew || undefined,
    });
    const end = await receive(way, current, madeProgress);
    if (end === undefined || (offset > 0 && end.sha256 !== stream.digest())) {
      // Another stream than the one that was begun.
      await beginAnew();
      return attempt(madeProgress);
    }
    if (end.before !== end.after) throw new SourceChanged(source.path, 'rewritten');
    const carriedBytes = end.carriedBytes === undefined ? undefined : current.carriedBytes + end.carriedBytes;
    const change = verdict(stream.digest(), end.sha256, {
      sizeBytes: stream.receivedBytes,
      receivedBytes: stream.receivedBytes,
      leftOut: stream.leftOut + (end.leftOut ?? 0),
      ...(carriedBytes === undefined ? {} : { carriedBytes }),
    });
    begun = undefined;
    await stream.finish();
    return change;
  }

  /** Up to the end of the stream; `undefined` if what was gone on with does not fit what was there. */
  async function receive(
    way: TargetFiles,
    { stream }: Begun,
    madeProgress: () => void,
  ): Promise<ContentEnd | undefined> {
    const offset = stream.receivedBytes;
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
      if (!(await take(() => stream.push(bytes)))) return undefined;
      madeProgress();
      options.progress(stream.receivedBytes);
    }
    const end = await content.end;
    return (await take(() => {
      stream.end();
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
    return await withAttempts(attempts, attempt);
  } finally {
    await close();
  }
}

function verdict(sha256: string, remoteSha256: string | undefined, facts: Partial<Transfer>): Partial<Transfer> {
  if (remoteSha256 === undefined) return { ...facts, state: 'sizeOnly', sha256 };
  if (remoteSha256 === sha256) return { ...facts, state: 'verified', sha256, remoteSha256 };
  const data = { expected: remoteSha256, actual: sha256 };
  throw new AppError('CHECKSUM_MISMATCH', 'What came is not what the container has sent.', data);
}
