/** Programs that are functions: what runs in a container of this cluster. */
import { createMailbox } from '../../../main/streams/index.ts';

/** Output that is kept for a container's log. */
const LOG_LIMIT = 256 * 1024;
/** As a program killed by signal 9 ends. */
const KILLED = 137;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface ContainerIo {
  readonly argv: readonly string[];
  readonly tty: boolean;
  /** Pieces as they were sent; ends when the other side has ended it. */
  readonly stdin: AsyncIterable<Buffer>;
  /** Aborted when it is killed. */
  readonly signal: AbortSignal;
  readonly size: () => Size | undefined;
  onResize(listener: (size: Size) => void): void;
  /** Resolves when there is room for more. */
  write(output: string | Uint8Array): Promise<void>;
  writeError(output: string | Uint8Array): Promise<void>;
}

/** Returns the exit code. */
export type ContainerProgram = (io: ContainerIo) => Promise<number>;

export type Output = (stream: 'stdout' | 'stderr', bytes: Buffer) => Promise<void>;

export interface ContainerProcess {
  readonly exited: Promise<number>;
  /** All that it printed, or the end of it. */
  readonly log: () => Buffer;
  /** Returns how to detach. */
  attach(output: Output): () => void;
  input(bytes: Buffer): void;
  endInput(): void;
  resize(size: Size): void;
  kill(): void;
}

export interface ProcessOptions {
  readonly argv: readonly string[];
  readonly tty: boolean;
  /** There from the first byte on. */
  readonly output?: Output;
}

export function startProcess(program: ContainerProgram, { argv, tty, output }: ProcessOptions): ContainerProcess {
  const outputs = new Set<Output>(output === undefined ? [] : [output]);
  const resizeListeners = new Set<(size: Size) => void>();
  const input = createMailbox<readonly Buffer[]>((pending, next) => [...pending, ...next]);
  const killed = new AbortController();
  let log = Buffer.alloc(0);
  let size: Size | undefined;

  async function print(stream: 'stdout' | 'stderr', data: string | Uint8Array): Promise<void> {
    if (killed.signal.aborted) return;
    const bytes = Buffer.from(data);
    log = Buffer.concat([log, bytes]).subarray(-LOG_LIMIT);
    await Promise.all([...outputs].map((send) => send(stream, bytes)));
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
  return {
    exited: Promise.race([run(), death.promise]),
    log: () => log,
    attach: (added) => {
      outputs.add(added);
      return () => outputs.delete(added);
    },
    input: (bytes) => {
      input.put([bytes]);
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
