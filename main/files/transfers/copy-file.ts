import { join } from 'node:path';

import { AppError } from '../../../preload/contract/errors.ts';
import type { FileRef, Transfer } from '../../../preload/contract/files.ts';
import type { ChooseWay } from '../choose-way.ts';
import { checkRoom } from '../staging.ts';
import type { ContentEnd, TargetFiles } from '../target-files.ts';
import { withAttempts } from './attempts.ts';
import type { SourceState } from './journal.ts';
import { openPartialFile, type PartialFile } from './partial-file.ts';
import { changeBetween, SourceChanged, sourceState } from './source-state.ts';
import type { TransferChange } from './transfer-list.ts';

export interface CopyOptions {
  readonly source: FileRef;
  /** The transfer's own. */
  readonly folder: string;
  readonly fileName: string;
  readonly chooseWay: ChooseWay;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly tell: (change: TransferChange) => void;
  readonly progress: (receivedBytes: number) => void;
  /** Where the copy has begun from; told before the first byte. */
  readonly onStart: (start: SourceState) => Promise<void>;
  /** Of an earlier run whose bytes are still here. */
  readonly start: SourceState | undefined;
  readonly resumed: number;
}

export function partPath({ folder, fileName }: Pick<CopyOptions, 'folder' | 'fileName'>): string {
  return join(folder, `${fileName}.part`);
}

/** One file, proven. Resolves when it stands under its name; throws SourceChanged, and what else it could not get over. */
export async function copyFile(options: CopyOptions, signal: AbortSignal): Promise<Partial<Transfer>> {
  const { source, folder, fileName, chooseWay, pause, tell } = options;
  let { start, resumed } = options;
  let partial: PartialFile | undefined;
  let carriedBytes = 0;
  let wholeSha256: string | undefined;

  /** A fresh look at the source before every attempt: whether it is still the file that the bytes here come from. */
  async function prepare(): Promise<{
    readonly way: TargetFiles;
    readonly start: SourceState;
    readonly part: PartialFile;
  }> {
    const way = await chooseWay(source, signal);
    const state = await way.state(source, signal);
    if (state.type !== 'file') {
      throw new AppError('NOT_A_FILE', `${source.path} is not a regular file.`, { path: source.path });
    }
    const now = sourceState(way.way, state);
    const change = start === undefined ? undefined : changeBetween(start, now);
    // What has only grown can still be had as it was, if the person wants that; the end says so.
    if (change !== undefined && change !== 'grew') throw new SourceChanged(source.path, change);
    const isFirst = start === undefined;
    start ??= now;
    if (partial === undefined) {
      partial = await openPartialFile(partPath(options), isFirst ? 0 : start.sizeBytes);
      await checkRoom(folder, start.sizeBytes - partial.receivedBytes);
      await options.onStart(start);
      if (partial.receivedBytes > 0) await compareBeginning(way, partial);
    }
    tell({ way: way.way, sizeBytes: start.sizeBytes, receivedBytes: partial.receivedBytes, state: 'reading' });
    return { way, start, part: partial };
  }

  /** What an earlier run has left is compared before it is built upon. */
  async function compareBeginning(way: TargetFiles, part: PartialFile): Promise<void> {
    tell({ state: 'verifying', receivedBytes: part.receivedBytes, way: way.way });
    const remote = await way.hash(source, part.receivedBytes, signal);
    if (remote !== undefined && remote !== part.digest()) throw new SourceChanged(source.path, 'rewritten');
  }

  async function attempt(madeProgress: () => void): Promise<void> {
    const { way, start: begun, part } = await prepare();
    const offset = part.receivedBytes;
    const size = begun.sizeBytes;
    const content = way.content(source, { offset, size }, signal);
    for await (const bytes of content.output) {
      if (part.receivedBytes + bytes.length > size) {
        throw new AppError('COMMAND_FAILED', 'More came than was asked for.', { command: [], exitCode: 0, stderr: '' });
      }
      await part.write(bytes);
      madeProgress();
      options.progress(part.receivedBytes);
    }
    const end = await content.end;
    carriedBytes += end.carriedBytes ?? part.receivedBytes - offset;
    checkEnd(end, begun, part, offset);
    wholeSha256 = offset === 0 ? end.sha256 : undefined;
  }

  function checkEnd(end: ContentEnd, begun: SourceState, part: PartialFile, offset: number): void {
    const changed = end.before !== begun.identity || end.after !== begun.identity;
    if (changed) throw new SourceChanged(source.path, kindOfChange(end, begun));
    const received = part.receivedBytes - offset;
    if (part.receivedBytes === begun.sizeBytes && (end.sentBytes ?? received) === received) return;
    // The other end says that all went well, and not all is here: a stream that lost its tail.
    throw new AppError('STREAM_CUT', 'Less came than the container has sent.', { receivedBytes: part.receivedBytes });
  }

  const attemptOptions = {
    signal,
    pause,
    onLost: (problem: AppError) => tell({ state: 'waiting', problem: problem.toForm() }),
    onAgain: () => tell({ resumed: (resumed += 1), problem: undefined }),
  };
  try {
    await withAttempts(attemptOptions, attempt);
    if (partial === undefined) throw new Error('a copy without a file');
    const part: PartialFile = partial;
    tell({ state: 'verifying', carriedBytes });
    const remoteSha256 =
      wholeSha256 ?? (await withAttempts(attemptOptions, async () => hashAgain(await prepare(), source, tell, signal)));
    const sha256 = part.digest();
    if (remoteSha256 !== undefined && remoteSha256 !== sha256) {
      const data = { expected: remoteSha256, actual: sha256 };
      throw new AppError('CHECKSUM_MISMATCH', 'What came is not what the container has.', data);
    }
    await part.finish(join(folder, fileName));
    return remoteSha256 === undefined
      ? { state: 'sizeOnly', sha256, carriedBytes }
      : { state: 'verified', sha256, remoteSha256, carriedBytes };
  } finally {
    await partial?.close();
  }
}

/** After a cut no single reading has seen the whole file: it is read once more, there, for its hash. */
async function hashAgain(
  { way, start, part }: { readonly way: TargetFiles; readonly start: SourceState; readonly part: PartialFile },
  source: FileRef,
  tell: (change: TransferChange) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  tell({ state: 'verifying', receivedBytes: part.receivedBytes });
  const sha256 = await way.hash(source, start.sizeBytes, signal);
  const change = changeBetween(start, sourceState(way.way, await way.state(source, signal)));
  if (change !== undefined) throw new SourceChanged(source.path, change);
  return sha256;
}

function kindOfChange({ after, sizeAfter }: ContentEnd, { sizeBytes }: SourceState): SourceChanged['change'] {
  if (after === 'replaced') return 'replaced';
  if (sizeAfter !== undefined && sizeAfter < sizeBytes) return 'truncated';
  return sizeAfter !== undefined && sizeAfter > sizeBytes ? 'grew' : 'rewritten';
}
