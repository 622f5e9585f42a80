import { AppError, toAppError } from '../../preload/contract/errors.ts';
import type { TerminalEnd, TerminalInput, TerminalOpened, TerminalState } from '../../preload/contract/terminals.ts';
import type { TerminalSize } from '../kube/index.ts';
import { createBell, wereReleased, type Bell } from '../streams/index.ts';
import { createPendingInput } from './pending-input.ts';
import { createReplayRing } from './replay-ring.ts';
import { createResizer } from './resizer.ts';
import type { RunProcess, Screen } from './terminal-process.ts';

const REPLAY_BYTES = 1024 * 1024;
/** What the slowest connected reader may be behind before the process waits; less than the replay, so nothing is lost. */
const WINDOW_BYTES = REPLAY_BYTES / 2;
/** One piece for a reader. */
const PIECE_BYTES = 64 * 1024;

export interface Terminal {
  readonly state: TerminalState;
  readonly droppedBytes: number;
  input(item: TerminalInput): Promise<void>;
  /** The place is taken at once: `opened` tells where, `read` gives what is there and what comes. */
  open(offset: number, signal: AbortSignal): TerminalReader;
  close(): void;
  /** Never rejects: what goes wrong is an end as well. */
  readonly ended: Promise<TerminalEnd>;
}

export interface TerminalReader {
  readonly opened: TerminalOpened;
  read(): AsyncGenerator<Uint8Array, void, undefined>;
}

export interface TerminalOptions {
  readonly run: RunProcess;
  readonly size: TerminalSize;
  readonly now: () => Date;
  readonly onChange: () => void;
}

interface Reader {
  cursor: number;
  readonly bell: Bell;
}

/** Starts the process. */
export function startTerminal({ run, size, now, onChange }: TerminalOptions): Terminal {
  const ring = createReplayRing(REPLAY_BYTES);
  const readers = new Set<Reader>();
  const ending = new AbortController();
  const pending = createPendingInput();
  const resizer = createResizer(size);
  let waiting: (() => void)[] = [];
  let state: TerminalState = { state: 'connecting', since: now().toISOString() };
  let droppedBytes = 0;
  /** Up to here some reader's emulator has answered what the output asked. */
  let answeredUpTo = 0;

  function setState(next: TerminalState): void {
    state = next;
    if (next.state === 'ended') for (const reader of readers) reader.bell.ring();
    onChange();
  }

  function isHeldBack(): boolean {
    return !ending.signal.aborted && [...readers].some(({ cursor }) => ring.end - cursor > WINDOW_BYTES);
  }

  /** With no reader connected there is always room: the process goes on, and the replay keeps the newest. */
  function giveRoom(): void {
    if (isHeldBack()) return;
    const released = waiting;
    waiting = [];
    for (const release of released) release();
  }

  const screen: Screen = {
    get size() {
      return resizer.size;
    },
    show: (bytes) => {
      ring.append(bytes);
      wereReleased(bytes.length);
      for (const reader of readers) reader.bell.ring();
    },
    room: () => (isHeldBack() ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    tell: (next) => {
      if (!ending.signal.aborted) setState(next);
    },
    connect: (keyboard) => {
      pending.connect(keyboard);
      resizer.connect(keyboard);
    },
    dropped: (bytes) => {
      if (bytes === 0) return;
      droppedBytes += bytes;
      onChange();
    },
  };

  async function finish(): Promise<TerminalEnd> {
    let end: TerminalEnd;
    try {
      end = await run(screen, ending.signal);
    } catch (thrown) {
      const error = toAppError(thrown);
      end =
        error.code === 'CANCELLED'
          ? { reason: 'closedByUser' }
          : { reason: 'failed', message: error.message, error: error.toForm() };
    }
    screen.connect(undefined);
    setState({ state: 'ended', end });
    return end;
  }

  async function* read(reader: Reader, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    readers.add(reader);
    try {
      while (!signal.aborted) {
        if (reader.cursor < ring.start) {
          screen.dropped(ring.start - reader.cursor);
          // Its count of bytes would no longer be ours: it has to come back and be told where it is.
          throw new AppError('DISCONNECTED', 'The output was faster than its reader.', {});
        }
        const piece = ring.read(reader.cursor, PIECE_BYTES);
        if (piece.length > 0) {
          yield piece;
          reader.cursor += piece.length;
          answeredUpTo = Math.max(answeredUpTo, reader.cursor);
          giveRoom();
        } else if (state.state === 'ended') {
          return;
        } else {
          await reader.bell.pause(signal);
        }
      }
    } finally {
      readers.delete(reader);
      giveRoom();
    }
  }

  return {
    get state() {
      return state;
    },
    get droppedBytes() {
      return droppedBytes;
    },
    input: async (item) => {
      if (item.type === 'resize') resizer.resize({ columns: item.columns, rows: item.rows });
      else if (state.state !== 'ended') await pending.write(inputBytes(item));
    },
    open: (offset, signal) => {
      const start = ring.place(offset);
      return {
        opened: { offset: start, trimmed: start > offset, replayBytes: Math.max(0, answeredUpTo - start) },
        read: () => read({ cursor: start, bell: createBell() }, signal),
      };
    },
    close: () => {
      resizer.stop();
      ending.abort();
      giveRoom();
    },
    ended: finish(),
  };
}

function inputBytes(item: Exclude<TerminalInput, { readonly type: 'resize' }>): Uint8Array {
  return item.type === 'text' ? Buffer.from(item.text, 'utf8') : Buffer.from(item.binary, 'latin1');
}
