import { cancelled, toAppError, type RecordingOverview, type RecordingState } from '../../preload/contract/index.ts';
import { fileSource, overview, recordingIndex, readRecording, unwrap, type Recording } from '../jvm/jfr/index.ts';
import { answer, type Answer, type Question } from './answers.ts';
import { contentName, createKnownOverviews } from './known-overviews.ts';
import type { FromReading, ReadingRequest, ToReading } from './messages.ts';

/** Progress that comes more often is not seen. */
const INTERVAL_MS = 50;

export interface Reading {
  hear(message: ToReading): void;
  /** Resolves when the recording has been read and what was seen of it is kept, or it could not be read. */
  readonly read: Promise<void>;
}

/** Reads a recording, tells how far it is, and answers questions about it. */
export function startReading(
  { path, fileName, overviews }: ReadingRequest,
  tell: (message: FromReading, transfer?: readonly ArrayBuffer[]) => void,
): Reading {
  const asked = new Map<number, AbortController>();
  const known = createKnownOverviews(overviews);
  /** What was seen when the same recording was read before. */
  let before: RecordingOverview | undefined;
  const begun = Promise.withResolvers<undefined>();
  let recording: Recording | undefined;
  let told = 0;

  function tellState(phase: RecordingState['phase'], doneBytes: number, totalBytes: number): void {
    if (recording === undefined) return;
    const { events } = recording;
    told = performance.now();
    tell({
      type: 'state',
      state: { phase, doneBytes, totalBytes, events, index: recordingIndex(recording, fileName) },
    });
  }

  async function readAll(): Promise<Recording> {
    const source = await unwrap(await fileSource(path));
    const done = await readRecording(source, {
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
    recording = done;
    return done;
  }

  function begin(found: Recording): void {
    recording = found;
    tell({ type: 'overview', overview: overviewOf(found) });
    begun.resolve(undefined);
  }

  const whole = readAll();
  const read = whole.then(
    async (done) => {
      const seen = overview(done, fileName);
      tell({ type: 'overview', overview: seen });
      tellState('ready', done.sizeBytes, done.sizeBytes);
      // A full disk costs what is kept, not the recording.
      await known.keep(contentName(done), seen).catch(() => undefined);
    },
    (error: unknown) => {
      const problem = toAppError(error).toForm();
      tell({ type: 'state', state: { phase: 'failed', doneBytes: 0, totalBytes: 0, events: 0, problem } });
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
      if (message.type === 'cancel') asked.get(message.id)?.abort();
      else void ask(message);
    },
    read,
  };
}

/** Columns of a tree are handed over, not copied. */
function buffersIn(value: Answer<Question>): readonly ArrayBuffer[] {
  if (!('tree' in value)) return [];
  const { self, otherSelf, parent, frame } = value.tree;
  return [self, otherSelf, parent, frame].flatMap((column) =>
    column === undefined ? [] : [column.buffer as ArrayBuffer],
  );
}
