import { AppError, cancelled } from '../../preload/contract/errors.ts';
import type { Channel } from '../kube/index.ts';
import {
  decodeNumber,
  encodeFrame,
  encodeNumber,
  encodeWords,
  frameReader,
  FROM_PROGRAM,
  TO_PROGRAM,
} from './frames.ts';
import type { Frame } from './frames.ts';
import { feedInput, type InputCredit, inputCredit } from './input-credit.ts';
import { questionOf, refusalOf } from './refusal.ts';
import { OUTPUT_WINDOW, replyStream, type ReplyStream } from './reply-stream.ts';
import { parseResultLine, type ReachResult } from './result-line.ts';
import { startPulse } from './pulse.ts';

/** The program's own limit is 16; a few are kept for what a person waits for. */
const PARALLEL_REQUESTS = 12;
/** A code that no verb ends with. */
const KILLED = 255;
const HELLO_DEADLINE_MS = 15_000;
const QUIT_DEADLINE_MS = 4_000;

export type ReachWord = string | Uint8Array;

export interface ReachRequestOptions {
  /** For `write`. */
  readonly input?: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
}

export interface ReachReply {
  /** Can be read once; what is not read holds the verb up. Leaving the loop cancels it. A failed verb throws at the end. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Settles when the verb has ended and all its output has come; rejects with what went wrong. */
  readonly result: Promise<ReachResult>;
}

export interface ReachSession {
  /** A verb of build/reach/README.md and its words. */
  request(words: readonly ReachWord[], options?: ReachRequestOptions): ReachReply;
  /** Settles, never rejects, once the stream has ended: by `close`, or with the reason that it was lost. */
  readonly ended: Promise<AppError | undefined>;
  /** Ends the program; true if it said that it has removed itself. */
  close(): Promise<boolean>;
}

/** What of a channel a session uses. */
export type SessionChannel = Pick<Channel, 'stdout' | 'stderr' | 'write' | 'end' | 'close'>;

interface OpenRequest {
  readonly words: readonly ReachWord[];
  readonly stream: ReplyStream;
  readonly credit: InputCredit;
  readonly settle: (outcome: ReachResult | AppError) => void;
}

/** Speaks with the program over its stdin and stdout. Resolves once it has said hello. */
export async function openSession(channel: SessionChannel): Promise<ReachSession> {
  const open = new Map<number, OpenRequest>();
  const waiting: (() => void)[] = [];
  const ended = Promise.withResolvers<AppError | undefined>();
  const hello = Promise.withResolvers<undefined>();
  const said = readText(channel.stderr);
  let lastId = 0;
  let loss: AppError | undefined;
  let isClosing = false;

  const send = (kind: number, request: number, payload?: Uint8Array): Promise<void> =>
    channel.write(encodeFrame(kind, request, payload));
  /** For what needs no answer: that the channel has ended is told by its end. */
  const post = (kind: number, request: number, payload?: Uint8Array): void => {
    send(kind, request, payload).catch(() => undefined);
  };

  const pulse = startPulse({
    beat: () => {
      post(TO_PROGRAM.ping, 0);
    },
    onSilent: (afterMs) => {
      lose(new AppError('TIMEOUT', 'The debug container does not answer any more.', { afterMs }));
    },
  });

  function lose(error: AppError): void {
    if (loss !== undefined) return;
    loss = error;
    pulse.stop();
    channel.close();
    hello.reject(error);
    for (const request of open.values()) {
      const { receivedBytes } = request.stream;
      const message = `${error.message} What was received may be only a part.`;
      request.settle(new AppError('STREAM_CUT', message, { receivedBytes }, { cause: error }));
    }
    open.clear();
    for (const begin of waiting.splice(0)) begin();
    ended.resolve(isClosing ? undefined : error);
  }

  function finish(id: number, request: OpenRequest, payload: Uint8Array): void {
    open.delete(id);
    const exitCode = payload[0] ?? KILLED;
    const line = Buffer.from(payload.subarray(1)).toString('latin1');
    const result = parseResultLine(line, exitCode);
    if (result?.outcome === 'ok') request.settle(result);
    else if (result !== undefined) request.settle(refusalOf(result, questionOf(request.words)));
    else {
      const message = 'The program in the debug container ended a request without a word.';
      request.settle(new AppError('COMMAND_FAILED', message, { command: ['kesako-reach'], exitCode, stderr: '' }));
    }
    waiting.shift()?.();
  }

  function receive({ kind, request: id, payload }: Frame): boolean {
    const request = open.get(id);
    switch (kind) {
      case FROM_PROGRAM.hello:
        hello.resolve(undefined);
        return true;
      case FROM_PROGRAM.pong:
        return true;
      case FROM_PROGRAM.output:
        return request?.stream.push(payload) ?? true;
      case FROM_PROGRAM.inputCredit:
        request?.credit.add(decodeNumber(payload) ?? 0);
        return true;
      case FROM_PROGRAM.end:
        if (request !== undefined) finish(id, request, payload);
        return true;
      default:
        return false;
    }
  }

  async function readAll(): Promise<void> {
    const reader = frameReader();
    const nonsense = new AppError('INTERNAL', 'The program in the debug container says what makes no sense.', {});
    try {
      for await (const bytes of channel.stdout) {
        pulse.heard();
        if (!reader.push(bytes).every(receive)) throw nonsense;
      }
    } catch {
      lose(nonsense);
      return;
    }
    const end = await channel.end;
    const why = end.reason === 'failed' ? end.message : 'The connection to the debug container has ended.';
    lose(new AppError('DISCONNECTED', why, {}));
  }

  function request(words: readonly ReachWord[], options: ReachRequestOptions = {}): ReachReply {
    const { input, signal } = options;
    const id = (lastId += 1);
    const settled = Promise.withResolvers<ReachResult>();
    // Whoever reads the output only is told by it.
    settled.promise.catch(() => undefined);
    const stopped = new AbortController();
    const cancel = (): void => {
      if (open.has(id)) post(TO_PROGRAM.cancel, id);
      entry.settle(cancelled());
    };
    const stream = replyStream({
      onCredit: (bytes) => {
        if (open.has(id)) post(TO_PROGRAM.credit, id, encodeNumber(bytes));
      },
      onLeft: cancel,
    });
    const entry: OpenRequest = {
      words,
      stream,
      credit: inputCredit(stopped.signal),
      settle: (outcome) => {
        signal?.removeEventListener('abort', cancel);
        stopped.abort();
        if (outcome instanceof AppError) {
          settled.reject(outcome);
          stream.end(outcome);
        } else {
          settled.resolve(outcome);
          stream.end();
        }
      },
    };

    function begin(): void {
      if (stopped.signal.aborted) {
        waiting.shift()?.();
        return;
      }
      const payload = encodeWords(OUTPUT_WINDOW, words);
      if (loss !== undefined) entry.settle(loss);
      else if (payload === undefined) entry.settle(new AppError('BAD_REQUEST', 'A name is too long.', { issues: [] }));
      else {
        open.set(id, entry);
        post(TO_PROGRAM.open, id, payload);
        if (input !== undefined) {
          const put = (bytes: Uint8Array): Promise<void> => send(TO_PROGRAM.input, id, bytes);
          feedInput(input, entry.credit, put).then(
            () => {
              post(TO_PROGRAM.inputEnd, id);
            },
            (error: unknown) => {
              if (!stopped.signal.aborted) settleWith(error);
            },
          );
        } else post(TO_PROGRAM.inputEnd, id);
        return;
      }
      waiting.shift()?.();
    }

    function settleWith(error: unknown): void {
      if (open.has(id)) post(TO_PROGRAM.cancel, id);
      entry.settle(
        error instanceof AppError
          ? error
          : new AppError('INTERNAL', 'The input could not be read.', {}, { cause: error }),
      );
    }

    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true) cancel();
    if (open.size < PARALLEL_REQUESTS) begin();
    else waiting.push(begin);
    return { output: stream, result: settled.promise };
  }

  async function close(): Promise<boolean> {
    isClosing = true;
    const timer = setTimeout(channel.close, QUIT_DEADLINE_MS);
    try {
      await send(TO_PROGRAM.quit, 0);
    } catch {
      // It has ended already.
    }
    await channel.end;
    clearTimeout(timer);
    return parseResultLine(await said, 0)?.facts.get('removed') === '1';
  }

  const deadline = setTimeout(() => {
    lose(new AppError('TIMEOUT', 'The program did not start in time.', { afterMs: HELLO_DEADLINE_MS }));
  }, HELLO_DEADLINE_MS);
  void readAll();
  try {
    await hello.promise;
  } finally {
    clearTimeout(deadline);
  }
  return { request, ended: ended.promise, close };
}

const TEXT_LIMIT = 64 * 1024;

/** Its last words; read on beyond the limit, because an unread stream holds up the other. */
async function readText(source: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const bytes of source) {
    if (text.length < TEXT_LIMIT) text += Buffer.from(bytes).toString('latin1');
  }
  return text;
}
