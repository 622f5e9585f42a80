import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { AppError, cancelled, type RecordingOverview, type RecordingState } from '../../preload/contract/index.ts';
import type { Answer, Input, Question } from './answers.ts';
import type { Beginning, FromReading, ReadingRequest, ToReading } from './messages.ts';

/** Heap of one recording's thread; columns lie outside of it and are bounded by what a recording may hold. */
const HEAP_MB = 1024;

/** A recording's thread, seen from outside. */
export interface Reader {
  ask<Name extends Question>(question: Name, input: Input<Name>, signal: AbortSignal): Promise<Answer<Name>>;
  /** The newest overview that the thread has told of; waits for the first one, and no longer than this. */
  overview(atMostMs: number): Promise<RecordingOverview | undefined>;
  /** Has it read again as its file grows, or no longer. */
  follow(follows: boolean): void;
  /** Ends the thread, whatever it is doing; questions under way fail with CANCELLED. */
  dispose(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: Answer<Question>) => void;
  readonly reject: (error: AppError) => void;
}

/**
 * Starts readers. From the first look at the list on one thread stands ready, because starting it takes longer than finding a
 * recording's chunks; it takes 22 MB, of which the system would get back a quarter if it were ended.
 */
export interface Readers {
  start(request: ReadingRequest, onState: (state: RecordingState) => void): Reader;
  /** Somebody is about to open a recording. */
  prepare(): void;
  dispose(): Promise<void>;
}

export function createReaders(): Readers {
  let spare: Worker | undefined;

  function prepare(): void {
    if (spare !== undefined) return;
    const worker = startWorker();
    spare = worker;
    // It must not keep a core alive that is about to end; one that fails is started anew when it is needed.
    worker.unref();
    worker.once('error', () => {
      if (spare === worker) spare = undefined;
    });
  }

  return {
    start: (request, onState) => {
      const worker = spare ?? startWorker();
      const wasPrepared = spare !== undefined;
      spare = undefined;
      worker.ref();
      return startReader(worker, request, (state) => {
        onState(state);
        // Who opens one recording from the list opens another; its thread's start must not slow this one's reading.
        if (wasPrepared && (state.phase === 'ready' || state.phase === 'failed')) prepare();
      });
    },
    prepare,
    dispose: async () => {
      await spare?.terminate();
      spare = undefined;
    },
  };
}

function startWorker(): Worker {
  return new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
}

function startReader(worker: Worker, request: ReadingRequest, onState: (state: RecordingState) => void): Reader {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let ended: AppError | undefined;
  let newest: RecordingOverview | undefined;
  const hasOverview = Promise.withResolvers<undefined>();

  function end(error: AppError): void {
    if (ended !== undefined) return;
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    hasOverview.resolve(undefined);
  }

  worker.on('message', (message: FromReading) => {
    if (message.type === 'state') {
      onState(message.state);
      // What cannot be read has none.
      if (message.state.phase === 'failed') hasOverview.resolve(undefined);
      return;
    }
    if (message.type === 'overview') {
      newest = message.overview;
      hasOverview.resolve(undefined);
      return;
    }
    const asker = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'answer') asker?.resolve(message.value);
    else asker?.reject(AppError.from(message.error));
  });
  worker.on('error', (cause: Error) => {
    const error = new AppError('JFR_UNREADABLE', `Reading the recording failed: ${cause.message}`, {}, { cause });
    end(error);
    onState({ phase: 'failed', doneBytes: 0, totalBytes: 0, events: 0, readings: 0, problem: error.toForm() });
  });
  worker.on('exit', () => {
    end(cancelled());
  });

  const tell = (message: ToReading | Beginning): void => {
    worker.postMessage(message);
  };
  tell({ type: 'read', request });

  return {
    ask: (question, input, signal) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined || signal.aborted) {
          reject(ended ?? cancelled());
          return;
        }
        const id = (asked += 1);
        const cancel = (): void => {
          waiting.delete(id);
          tell({ type: 'cancel', id });
          reject(cancelled());
        };
        signal.addEventListener('abort', cancel, { once: true });
        const done = (): void => {
          signal.removeEventListener('abort', cancel);
        };
        waiting.set(id, {
          resolve: (value) => {
            done();
            resolve(value as Answer<typeof question>);
          },
          reject: (error) => {
            done();
            reject(error);
          },
        });
        tell({ type: 'ask', id, question, input });
      }),
    overview: async (atMostMs) => {
      const enough = new AbortController();
      const late = delay(atMostMs, undefined, { signal: enough.signal }).catch(() => undefined);
      await Promise.race([hasOverview.promise, late]);
      enough.abort();
      return newest;
    },
    follow: (follows) => tell({ type: 'follow', follows }),
    dispose: async () => {
      end(cancelled());
      await worker.terminate();
    },
  };
}

/** Built, it lies beside this file's chunk; from the sources, Node runs it as it is. */
function workerFile(): URL {
  const built = import.meta.url.endsWith('.js');
  return new URL(built ? './recording-worker.js' : './recording-worker.ts', import.meta.url);
}
