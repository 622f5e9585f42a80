/** Brings a terminal's bytes to a screen, and goes on where it was after a lost connection. */
import {
  AppError,
  isAppError,
  type ByteReader,
  type TerminalInput,
  type TerminalOpened,
} from '../../preload/contract/index.ts';

/** xterm parses 5 to 35 MB/s: this much takes 3 ms at the slowest, so that a frame is left in time for drawing. */
const CHUNK_BYTES = 16 * 1024;

export interface Screen {
  /** Resolves when the bytes have been parsed: only then is their credit returned. */
  write(bytes: Uint8Array): Promise<void>;
  reset(): void;
  size(): { readonly columns: number; readonly rows: number };
}

export interface FollowOptions {
  open(input: {
    readonly offset: number;
    readonly columns: number;
    readonly rows: number;
  }): ByteReader<TerminalInput, TerminalOpened>;
  readonly screen: Screen;
  /** Called between chunks; resolves at once while the frame's time is not used up. */
  pace(): Promise<void>;
  /** The stream that takes input now; `replaying` as long as old output is shown again. */
  onStream(stream: ByteReader<TerminalInput, TerminalOpened> | undefined): void;
  onReplaying(replaying: boolean): void;
  readonly signal: AbortSignal;
}

/** Resolves when the terminal has ended and all of its output is on the screen, or when aborted. */
export async function followTerminal(options: FollowOptions): Promise<void> {
  const { screen, signal } = options;
  const isAborted = (): boolean => signal.aborted;
  let offset = 0;
  while (!isAborted()) {
    const stream = options.open({ offset, ...screen.size() });
    try {
      const opened = await stream.opened;
      if (opened.trimmed || opened.offset !== offset) screen.reset();
      offset = opened.offset;
      options.onStream(stream);
      let replay = opened.replayBytes;
      options.onReplaying(replay > 0);
      for await (const bytes of stream) {
        for (const part of split(bytes, replay)) {
          await screen.write(part);
          offset += part.length;
          if (replay > 0) {
            replay -= part.length;
            if (replay <= 0) options.onReplaying(false);
          }
          await options.pace();
        }
        if (isAborted()) return;
      }
      return;
    } catch (error) {
      if (isAborted() || isAppError(error, 'CANCELLED')) return;
      // The client waits for the connection by itself.
      if (!isAppError(error, 'DISCONNECTED'))
        throw error instanceof AppError ? error : new Error('The terminal ended.', { cause: error });
    } finally {
      options.onStream(undefined);
      options.onReplaying(false);
    }
  }
}

/** In pieces that fit a frame, with a cut where the replay ends, so that the first live byte's question is answered. */
export function split(bytes: Uint8Array, replay: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const limit = start < replay ? Math.min(replay - start, CHUNK_BYTES) : CHUNK_BYTES;
    parts.push(bytes.subarray(start, start + limit));
    start += limit;
  }
  return parts;
}
