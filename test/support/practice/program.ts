/** Programs that are functions: what runs in a container without Linux. */
import { createMailbox } from '../../../main/streams/index.ts';
import {
  type ProcessOutput,
  type RunningProcess,
  type TerminalSize,
} from '../../../main/practice/container-runtime.ts';

/** As a program killed by signal 9 ends. */
const KILLED = 137;

export interface ContainerIo {
  readonly argv: readonly string[];
  readonly tty: boolean;
  /** Pieces as they were sent; ends when the other side has ended it. */
  readonly stdin: AsyncIterable<Buffer>;
  /** Aborted when it is killed. */
  readonly signal: AbortSignal;
  readonly size: () => TerminalSize | undefined;
  onResize(listener: (size: TerminalSize) => void): void;
  /** Resolves when there is room for more. */
  write(output: string | Uint8Array): Promise<void>;
  writeError(output: string | Uint8Array): Promise<void>;
}

/** Returns the exit code. */
export type ContainerProgram = (io: ContainerIo) => Promise<number>;

export interface ProgramOptions {
  readonly argv: readonly string[];
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly output: ProcessOutput;
}

export function startProgram(program: ContainerProgram, options: ProgramOptions): RunningProcess {
  const { argv, tty, output } = options;
  const resizeListeners = new Set<(size: TerminalSize) => void>();
  const input = createMailbox<readonly Buffer[]>((pending, next) => [...pending, ...next]);
  const killed = new AbortController();
  const pending = new Set<Promise<void>>();
  let size: TerminalSize | undefined;
  if (!options.stdin) input.end();

  async function print(stream: 'stdout' | 'stderr', data: string | Uint8Array): Promise<void> {
    if (killed.signal.aborted) return;
    const sent = output(stream, Buffer.from(data));
    pending.add(sent);
    await sent.finally(() => pending.delete(sent));
  }

  async function* stdin(): AsyncGenerator<Buffer, void, undefined> {
    for await (const pieces of input.read(killed.signal)) yield* pieces;
  }

  const death = Promise.withResolvers<number>();
  killed.signal.addEventListener('abort', () => {
    death.resolve(KILLED);
  });
  const io: ContainerIo = {
    argv,
    tty,
    stdin: stdin(),
    signal: killed.signal,
    size: () => size,
    onResize: (listener) => resizeListeners.add(listener),
    write: (data) => print('stdout', data),
    // A terminal has one stream.
    writeError: (data) => print(tty ? 'stdout' : 'stderr', data),
  };
  const run = async (): Promise<number> => {
    // The caller has the process in hand before it says its first word.
    await Promise.resolve();
    try {
      return await program(io);
    } catch {
      return 1;
    }
  };
  const exitCode = Promise.race([run(), death.promise]);
  return {
    exited: exitCode.then(async (code) => {
      if (!killed.signal.aborted) await Promise.allSettled([...pending]);
      return { exitCode: code };
    }),
    write: (bytes) => {
      input.put([Buffer.from(bytes)]);
      return Promise.resolve();
    },
    endInput: () => {
      input.end();
    },
    resize: (next) => {
      size = next;
      for (const listener of resizeListeners) listener(next);
    },
    kill: () => {
      killed.abort();
    },
  };
}
