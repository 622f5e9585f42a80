import { join } from 'node:path';

import { AppError } from '../../../preload/contract/errors.ts';
import type { FileRef, Transfer } from '../../../preload/contract/files.ts';
import type { ChooseWay } from '../choose-way.ts';
import { checkRoom } from '../staging.ts';
import type { ContentEnd, TargetFiles } from '../target-files.ts';
import { withAttempts } from './attempts.ts';
import type { SourceState } from './journal.ts';
import { openPartialFile, type PartialFile } from './partial-file.ts';
import { createReadAhead, MOST_PART_BYTES, type Range, type ReadAhead, removeReadAhead } from './read-ahead.ts';
import { changeBetween, SourceChanged, sourceState } from './source-state.ts';
import { createStreamCount } from './stream-count.ts';
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
  /** For one more stream, if no other transfer waits for it. */
  readonly takeTurn: () => (() => void) | undefined;
  readonly readAhead?: { readonly leastPartBytes: number; readonly now: () => number };
  /** Where the copy has begun from; told before the first byte. */
  readonly onStart: (start: SourceState) => Promise<void>;
  /** Of an earlier run whose bytes are still here. */
  readonly start: SourceState | undefined;
  readonly resumed: number;
}

interface Reading {
  readonly way: TargetFiles;
  readonly begun: SourceState;
  readonly part: PartialFile;
  /** Something has come. */
  readonly observe: () => void;
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
  let ahead: ReadAhead | undefined;
  /** A part lies on the disk twice while it is put to its place. */
  let hasSpareRoom = false;
  /** Of the attempt that runs. */
  let current: Reading | undefined;
  const count = createStreamCount(options.readAhead?.now ?? (() => performance.now()));

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
      await removeReadAhead(partPath(options));
      partial = await openPartialFile(partPath(options), isFirst ? 0 : start.sizeBytes);
      const missing = start.sizeBytes - partial.receivedBytes;
      await checkRoom(folder, missing);
      hasSpareRoom = await checkRoom(folder, missing + MOST_PART_BYTES).then(
        () => true,
        () => false,
      );
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
    const size = begun.sizeBytes;
    let isReading = false;
    const look = (): void => {
      const here = part.receivedBytes + (ahead?.receivedBytes ?? 0);
      options.progress(here);
      count.sample(here, (ahead?.streams ?? 0) + (isReading ? 1 : 0));
      if (way.way === 'program' && hasSpareRoom) ahead?.tend(count, part.receivedBytes, isReading);
    };
    const observe = (): void => {
      madeProgress();
      look();
    };
    const reading = (current = { way, begun, part, observe });
    ahead ??= createReadAhead({
      path: partPath(options),
      sizeBytes: size,
      takeTurn: options.takeTurn,
      ...options.readAhead,
      read: (range, write, stopped) => readPart(range, write, stopped),
    });
    count.restart();
    try {
      do {
        if (ahead.from === part.receivedBytes) await ahead.takeFirst((bytes) => part.write(bytes), look);
        else {
          isReading = true;
          await readOn(reading, ahead);
          isReading = false;
        }
      } while (part.receivedBytes < size);
    } finally {
      await ahead.stop();
    }
  }

  /** By one stream, up to what was read ahead. */
  async function readOn({ way, begun, part, observe }: Reading, others: ReadAhead): Promise<void> {
    const offset = part.receivedBytes;
    const size = begun.sizeBytes;
    const content = way.content(source, { offset, size }, signal);
    for await (const bytes of content.output) {
      if (part.receivedBytes + bytes.length > size) throw tooMuch();
      const room = (others.from ?? size) - part.receivedBytes;
      await part.write(room < bytes.length ? bytes.subarray(0, room) : bytes);
      observe();
      others.check();
      if (part.receivedBytes !== others.from) continue;
      carriedBytes += part.receivedBytes - offset;
      wholeSha256 = undefined;
      return;
    }
    const end = await content.end;
    carriedBytes += end.carriedBytes ?? part.receivedBytes - offset;
    checkEnd(end, begun, { received: part.receivedBytes - offset, wanted: size - offset });
    wholeSha256 = offset === 0 ? end.sha256 : undefined;
  }

  /** What is read ahead is proven with the whole; that it is of the same file is seen here already. */
  async function readPart(
    { offset, end: size }: Range,
    write: (bytes: Uint8Array) => Promise<void>,
    stopped: AbortSignal,
  ): Promise<void> {
    if (current === undefined) throw new Error('reading ahead of nothing');
    const { way, begun, observe } = current;
    const content = way.content(source, { offset, size }, AbortSignal.any([signal, stopped]));
    let received = 0;
    for await (const bytes of content.output) {
      received += bytes.length;
      if (received > size - offset) throw tooMuch();
      await write(bytes);
      observe();
    }
    const end = await content.end;
    carriedBytes += end.carriedBytes ?? received;
    checkEnd(end, begun, { received, wanted: size - offset, isPart: true });
  }

  function checkEnd(
    end: ContentEnd,
    begun: SourceState,
    { received, wanted, isPart }: { readonly received: number; readonly wanted: number; readonly isPart?: true },
  ): void {
    const changed = end.before !== begun.identity || end.after !== begun.identity;
    const change = changed ? kindOfChange(end, begun) : undefined;
    // What has only grown is read to where it ended, so that it can be kept as it was: the look at the end says so.
    if (change !== undefined && !(isPart === true && change === 'grew')) throw new SourceChanged(source.path, change);
    if (received === wanted && (end.sentBytes ?? received) === received) return;
    // The other end says that all went well, and not all is here: a stream that lost its tail.
    throw new AppError('STREAM_CUT', 'Less came than the container has sent.', { receivedBytes: received });
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
    await ahead?.dispose();
    if (partial !== undefined) options.progress(partial.receivedBytes);
    await partial?.close();
  }
}

function tooMuch(): AppError {
  return new AppError('COMMAND_FAILED', 'More came than was asked for.', { command: [], exitCode: 0, stderr: '' });
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
