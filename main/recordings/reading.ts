import { cancelled, toAppError, type RecordingOverview, type RecordingState } from '../../preload/contract/index.ts';
import { fileSource, overview, recordingIndex, readRecording, unwrap, type Recording } from '../jvm/jfr/index.ts';
import { answer, type Answer, type Question } from './answers.ts';
import { contentName, createKnownOverviews } from './known-overviews.ts';
import type { FromReading, ReadingRequest, ToReading } from './messages.ts';

/** Progress that comes more often is not seen. */
const INTERVAL_MS = 50;

export interface Reading {
  hear(message: ToReading): void;
  /** Resolves when the recording has been read, or could not be. */
  readonly read: Promise<void>;
}

/** Reads a recording, tells how far it is, and answers questions about it. */
export function startReading(
  { path, fileName, overviews }: ReadingRequest,
  tell: (message: FromReading, transfer?: readonly ArrayBuffer[]) => void,
): Reading {
  const asked = new Map<number, AbortController>();
  const known = createKnownOverviews(overviews);
  let before: Promise<RecordingOverview | undefined> | undefined;
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
      onProgress: (progress) => {
        const first = recording === undefined;
        recording = progress.recording;
        before ??= known.find(contentName(recording));
        begun.resolve(undefined);
        const total = progress.total ?? progress.recording.sizeBytes;
        if (first || performance.now() - told > INTERVAL_MS) tellState('reading', progress.done, total);
      },
    });
    recording = done;
    // A full disk costs what is kept, not the recording.
    known.keep(contentName(done), overview(done, fileName)).catch(() => undefined);
    return done;
  }

  const whole = readAll();
  const read = whole.then(
    ({ sizeBytes }) => tellState('ready', sizeBytes, sizeBytes),
    (error: unknown) => {
      const problem = toAppError(error).toForm();
      tell({ type: 'state', state: { phase: 'failed', doneBytes: 0, totalBytes: 0, events: 0, problem } });
    },
  );

  /** Of what has been read so far; of a recording that was read before, what was seen then. */
  async function overviewNow(): Promise<RecordingOverview> {
    await Promise.race([begun.promise, whole]);
    const now = recording ?? (await whole);
    const kept = now.complete ? undefined : await before;
    const own = overview(now, fileName);
    return kept === undefined || now.complete ? own : { ...kept, index: own.index, complete: false };
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
