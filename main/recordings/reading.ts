import { cancelled, toAppError, type RecordingState } from '../../preload/contract/index.ts';
import { fileSource, recordingIndex, readRecording, unwrap, type Recording } from '../jvm/jfr/index.ts';
import { answer, AT_ANY_TIME, type Answer, type Question } from './answers.ts';
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
  { path, fileName }: ReadingRequest,
  tell: (message: FromReading, transfer?: readonly ArrayBuffer[]) => void,
): Reading {
  const asked = new Map<number, AbortController>();
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
        begun.resolve(undefined);
        const total = progress.total ?? progress.recording.sizeBytes;
        if (first || performance.now() - told > INTERVAL_MS) tellState('reading', progress.done, total);
      },
    });
    recording = done;
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

  async function ask({ id, question, input }: Extract<ToReading, { type: 'ask' }>): Promise<void> {
    const cancel = new AbortController();
    asked.set(id, cancel);
    try {
      if (AT_ANY_TIME.has(question)) await Promise.race([begun.promise, whole]);
      const ready = AT_ANY_TIME.has(question) && recording !== undefined ? recording : await whole;
      if (cancel.signal.aborted) throw cancelled();
      const value = await answer({ recording: ready, fileName, signal: cancel.signal }, question, input);
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
