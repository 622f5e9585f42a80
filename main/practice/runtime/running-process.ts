/** A program in a container, as the app holds it: bytes both ways, commands, and how it ended. */
import { constants } from 'node:os';
import type { Readable } from 'node:stream';

import type { ProcessExit, ProcessOutput, RunningProcess } from '../container-runtime.ts';
import type { Control } from './control.ts';
import type { ProgramProcess } from './program-process.ts';

export interface HeldProcess extends RunningProcess {
  /** Ends it and what carries its bytes, whatever it does. */
  destroy(): void;
}

export function holdProcess(process: ProgramProcess, output: ProcessOutput, tty: boolean): HeldProcess {
  const { control, stdin } = process;
  // Both at once: a program that fills one of them must not wait for the reader of the other.
  const outputs = Promise.all([
    carry(process.stdout, (bytes) => output('stdout', bytes)),
    carry(process.stderr, (bytes) => output('stderr', bytes)),
  ]);
  return {
    exited: awaitExit(control, outputs),
    write: (bytes) =>
      new Promise((resolve) => {
        if (!stdin.writable) resolve();
        else {
          stdin.write(bytes, () => {
            resolve();
          });
        }
      }),
    endInput: () => {
      stdin.end();
    },
    resize: ({ columns, rows }) => {
      if (tty) control.send(['size', String(columns), String(rows)]);
    },
    kill: (signal) => {
      control.send(['kill', String(constants.signals[signal])]);
    },
    destroy: () => {
      control.close();
    },
  };
}

async function carry(stream: Readable, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  try {
    for await (const bytes of stream) await take(bytes as Uint8Array);
  } catch {
    // The program or its reader has gone: what there was has been handed over.
    stream.destroy();
  }
}

async function awaitExit(control: Control, outputs: Promise<unknown>): Promise<ProcessExit> {
  const reply = await control.next();
  await outputs;
  // Without its word it was killed together with what carried its bytes.
  if (reply?.word !== 'exited') return { exitCode: 137, signal: constants.signals.SIGKILL };
  return { exitCode: reply.first, ...(reply.second === 0 ? {} : { signal: reply.second }) };
}
