import { stat } from 'node:fs/promises';

import {
  AppError,
  cancelled,
  toAppError,
  type RecordingOverview,
  type RecordingState,
} from '../../preload/contract/index.ts';
import { fileSource, overview, recordingIndex, readRecording, unwrap, type Recording } from '../jvm/jfr/index.ts';
import { answer, type Answer, type Question } from './answers.ts';
import { followFile } from './follow-file.ts';
import { contentName, createKnownOverviews } from './known-overviews.ts';
import type { FromReading, ReadingRequest, ToReading } from './messages.ts';

/** Progress that comes more often is not seen. */
const INTERVAL_MS = 50;
/** What is read again lies in memory twice for a moment. */
const FOLLOWED_BYTES = 512 * 1024 ** 2;

export interface Reading {
  hear(message: ToReading): void;
  /** Resolves when the recording has been read and what was seen of it is kept, or it could not be read. */
  readonly read: Promise<void>;
}

/** Reads a recording, tells how far it is, answers questions about it, and reads it again as it grows. */
export function startReading(
  { path, fileName, overviews }: ReadingRequest,
  tell: (message: FromReading, transfer?: readonly ArrayBuffer[]) => void,
): Reading {
  const asked = new Map<number, AbortController>();
  const answering = new Set<Promise<void>>();
  const known = createKnownOverviews(overviews);
  /** What was seen when the same recording was read before. */
  let before: RecordingOverview | undefined;
  const begun = Promise.withResolvers<undefined>();
  let recording: Recording | undefined;
  let readings = 0;
  let seenFile = '';
  let following: AbortController | undefined;
  let told = 0;

  function tellState(
    phase: RecordingState['phase'],
    doneBytes: number,
    totalBytes: number,
    more: Pick<RecordingState, 'unfollowed'> = {},
  ): void {
    if (recording === undefined) return;
    const { events } = recording;
    told = performance.now();
    const index = recordingIndex(recording, fileName);
    tell({ type: 'state', state: { phase, doneBytes, totalBytes, events, readings, index, ...more } });
  }

  function tellReady(done: Recording): RecordingOverview {
    recording = done;
    readings += 1;
    const seen = overview(done, fileName);
    tell({ type: 'overview', overview: seen });
    tellState('ready', done.sizeBytes, done.sizeBytes);
    return seen;
  }

  async function readAll(): Promise<Recording> {
    seenFile = await fileMark(path);
    const source = await unwrap(await fileSource(path));
    return readRecording(source, {
      onFound: async (found) => {
        before = await known.find(contentName(found));
        begin(found);
        tellState('reading', 0, found.sizeBytes);
      },
      onProgress: (progress) => {
        const isFirst = recording === undefined;
        if (isFirst) begin(progress.recording);
        const total = progress.total ?? progress.recording.sizeBytes;
        if (isFirst || performance.now() - told > INTERVAL_MS) tellState('reading', progress.done, total);
      },
    });
  }

  function begin(found: Recording): void {
    recording = found;
    tell({ type: 'overview', overview: overviewOf(found) });
    begun.resolve(undefined);
  }

  let whole = readAll();
  const read = whole.then(
    async (done) => {
      const seen = tellReady(done);
      // A full disk costs what is kept, not the recording.
      await known.keep(contentName(done), seen).catch(() => undefined);
    },
    (error: unknown) => {
      const problem = toAppError(error).toForm();
      tell({ type: 'state', state: { phase: 'failed', doneBytes: 0, totalBytes: 0, events: 0, readings, problem } });
    },
  );

  /** Of what has been read so far; of a recording that was read before, what was seen then. */
  function overviewOf(now: Recording): RecordingOverview {
    const own = overview(now, fileName);
    return before === undefined || now.complete ? own : { ...before, index: own.index, complete: false };
  }

  async function overviewNow(): Promise<RecordingOverview> {
    await Promise.race([begun.promise, whole]);
    return overviewOf(recording ?? (await whole));
  }

  /** All of it once more, if the file has changed since; says whether more may come. */
  async function readAgain(signal: AbortSignal): Promise<boolean> {
    const old = await whole;
    signal.throwIfAborted();
    const file = await fileMark(path);
    if (file === seenFile) return isGrowing(old);
    if (old.sizeBytes > FOLLOWED_BYTES) throw tooLarge(old.sizeBytes);
    const source = await unwrap(await fileSource(path));
    try {
      const next = await readRecording(source, { signal });
      whole = Promise.resolve(next);
      seenFile = file;
      tellReady(next);
    } catch (error) {
      await source.close();
      throw error;
    }
    // What is being answered still reads from it.
    void Promise.allSettled(answering).then(() => old.source.close());
    return isGrowing(await whole);
  }

  function follow(): void {
    const ending = new AbortController();
    following = ending;
    // One that is gone is said to be gone, not to be unwatchable.
    fileMark(path)
      .then(() => followFile(path, readAgain, { signal: ending.signal }))
      .catch((error: unknown) => {
        if (ending.signal.aborted) return;
        const size = recording?.sizeBytes ?? 0;
        tellState('ready', size, size, { unfollowed: toAppError(error).toForm() });
      });
  }

  async function ask({ id, question, input }: Extract<ToReading, { type: 'ask' }>): Promise<void> {
    const cancel = new AbortController();
    asked.set(id, cancel);
    try {
      if (question !== 'overview') await whole;
      if (cancel.signal.aborted) throw cancelled();
      const asking = { fileName, signal: cancel.signal };
      const value =
        question === 'overview'
          ? await overviewNow()
          : await answer({ ...asking, recording: await whole }, question, input);
      tell({ type: 'answer', id, value }, buffersIn(value));
    } catch (error) {
      tell({ type: 'failure', id, error: toAppError(error).toForm() });
    } finally {
      asked.delete(id);
    }
  }

  return {
    hear: (message) => {
      if (message.type === 'cancel') {
        asked.get(message.id)?.abort();
      } else if (message.type === 'follow') {
        following?.abort();
        if (message.follows) follow();
      } else {
        const answered = ask(message).finally(() => answering.delete(answered));
        answering.add(answered);
      }
    },
    read,
  };
}

function isGrowing(recording: Recording): boolean {
  return recordingIndex(recording, '').state === 'growing';
}

/** What changes when a file is written to. */
async function fileMark(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path).catch((cause: unknown) => {
    const gone = 'The file is no longer there: its JVM has moved or deleted it. What was read of it is shown.';
    throw new AppError('PATH_NOT_FOUND', gone, { path }, { cause });
  });
  return `${String(size)} ${String(mtimeMs)}`;
}

function tooLarge(sizeBytes: number): AppError {
  const limitBytes = FOLLOWED_BYTES;
  return new AppError('TOO_LARGE', 'It is too large to be read again and again.', { limitBytes, sizeBytes });
}

/** Columns of a tree are handed over, not copied. */
function buffersIn(value: Answer<Question>): readonly ArrayBuffer[] {
  if (!('tree' in value)) return [];
  const { self, otherSelf, parent, frame } = value.tree;
  return [self, otherSelf, parent, frame].flatMap((column) =>
    column === undefined ? [] : [column.buffer as ArrayBuffer],
  );
}
