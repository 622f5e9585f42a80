/** Brings a terminal's bytes to a screen, and goes on where it was after a lost connection. */
import {
  AppError,
  isAppError,
  type ByteReader,
  type TerminalInput,
  type TerminalOpened,
} from '../../preload/contract/index.ts';

/**
 * xterm parses 5 to 35 MB/s, and between two pieces it looks whether 12 ms have passed and the page may draw: this much takes
 * it 3 ms at the slowest.
 */
const PIECE_BYTES = 16 * 1024;

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
  /** Called when what has come is parsed; resolves at once while the frame's time is not used up. */
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
        for (const run of atReplayEnd(bytes, replay)) {
          // All at once: after each piece that it is given alone, xterm waits for a timer, which browsers hold back for 4 ms.
          await Promise.all(pieces(run).map((piece) => screen.write(piece)));
          offset += run.length;
          if (replay > 0) {
            replay -= run.length;
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

/** Cut where the replay ends, so that the first live byte's question is answered. */
function atReplayEnd(bytes: Uint8Array, replay: number): readonly Uint8Array[] {
  return replay > 0 && replay < bytes.length ? [bytes.subarray(0, replay), bytes.subarray(replay)] : [bytes];
}

export function pieces(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / PIECE_BYTES);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES));
}
