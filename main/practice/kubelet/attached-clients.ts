/** One container's input and output, shared by all who are attached to it. */
import type { ProcessOutput, RunningProcess } from '../container-runtime.ts';

export interface AttachedClients {
  /** For the container: returns when every client has taken it. */
  readonly output: ProcessOutput;
  /** Returns how to detach. */
  attach(output: ProcessOutput): () => void;
}

export function createAttachedClients(keep: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void): AttachedClients {
  const outputs = new Set<ProcessOutput>();
  return {
    // As containerd writes: the log and each client in turn, so a client that does not read holds up the container.
    output: async (stream, bytes) => {
      keep(stream, bytes);
      await Promise.all([...outputs].map((output) => output(stream, bytes)));
    },
    attach: (output) => {
      outputs.add(output);
      return () => outputs.delete(output);
    },
  };
}

/** What a client of a container may do with its input: with `stdinOnce` the first one's end is the program's. */
export function attachedInput(
  process: RunningProcess,
  { stdin, stdinOnce, tty }: { readonly stdin: boolean; readonly stdinOnce: boolean; readonly tty: boolean },
): Pick<RunningProcess, 'write' | 'endInput' | 'resize'> {
  return {
    write: (bytes) => (stdin ? process.write(bytes) : Promise.resolve()),
    endInput: () => {
      if (stdin && stdinOnce && !tty) process.endInput();
    },
    resize: (size) => {
      if (tty) process.resize(size);
    },
  };
}
