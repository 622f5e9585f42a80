import { AppError, cancelled } from '../../preload/contract/errors.ts';
import type { Channel, ChannelEnd } from '../kube/index.ts';
import { questionOf, refusalOf } from './refusal.ts';
import { parseResultLine, type ReachResult } from './result-line.ts';
import type { ReachReply, ReachWord } from './session.ts';
import { blockReader } from './unpack-blocks.ts';

/** No byte in this time while some are waited for: the connection is dead. */
const SILENT_AFTER_MS = 10_000;
/** A timer for each of a gigabyte's chunks would cost more than its bytes. */
const LOOK_EVERY_MS = 500;
const LINE_LIMIT = 16 * 1024;

/** What of a channel a stream uses. */
export type OwnChannel = Pick<Channel, 'stdout' | 'stderr' | 'end' | 'close'>;

/** One verb with `--pack` alone on a channel, for content by the gigabyte: nothing stands between it and its stdout. */
export function ownStream(
  opening: Promise<OwnChannel>,
  words: readonly ReachWord[],
  { signal }: { readonly signal?: AbortSignal },
): ReachReply {
  const settled = Promise.withResolvers<ReachResult>();
  // Whoever reads the output only is told by it.
  settled.promise.catch(() => undefined);
  let receivedBytes = 0;
  let isSilent = false;

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    let channel: OwnChannel | undefined;
    let isRead = false;
    let watching: NodeJS.Timeout | undefined;
    try {
      const opened = (channel = await opening);
      const line = readLine(opened.stderr);
      const blocks = blockReader();
      // Only while we wait: our own disk's time is not the connection's.
      let isWaiting = true;
      let silentMs = 0;
      watching = setInterval(() => {
        silentMs = isWaiting ? silentMs + LOOK_EVERY_MS : 0;
        if (silentMs < SILENT_AFTER_MS) return;
        isSilent = true;
        opened.close();
      }, LOOK_EVERY_MS);
      for await (const bytes of opened.stdout) {
        isWaiting = false;
        silentMs = 0;
        receivedBytes += bytes.length;
        for (const content of blocks.push(bytes)) yield content;
        isWaiting = true;
      }
      clearInterval(watching);
      isRead = true;
      const [end, text] = await Promise.all([opened.end, line]);
      settled.resolve(resultOf(end, text));
    } catch (error) {
      settled.reject(error);
      throw error;
    } finally {
      clearInterval(watching);
      if (!isRead) settled.reject(cancelled());
      channel?.close();
    }
  }

  function resultOf(end: ChannelEnd, text: string): ReachResult {
    if (signal?.aborted === true) throw cancelled();
    if (end.reason === 'failed') {
      throw new AppError('DISCONNECTED', end.message, {});
    }
    if (end.reason === 'lost' || end.reason === 'closed') {
      const why = isSilent ? 'Nothing came for ten seconds' : 'The connection to the debug container was lost';
      throw new AppError('STREAM_CUT', `${why}; what was received may be only a part.`, { receivedBytes });
    }
    const exitCode = end.reason === 'exited' ? end.code : 0;
    const result = parseResultLine(text, exitCode);
    if (result?.outcome === 'ok') return result;
    if (result !== undefined) throw refusalOf(result, questionOf(words));
    // Success without the line, or a signal's code: it did not come to its end.
    throw new AppError('STREAM_CUT', 'The program in the debug container ended without a word.', { receivedBytes });
  }

  return { output: read(), result: settled.promise };
}

async function readLine(source: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const bytes of source) {
    if (text.length < LINE_LIMIT) text += Buffer.from(bytes).toString('latin1');
  }
  return text;
}
