/** A process of the program: its streams, and its control socket. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex, Readable, Writable } from 'node:stream';

import { openControl, Refusal, type Control } from './control.ts';

export interface ProgramProcess {
  readonly control: Control;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when nothing of it is left, neither process nor streams. */
  readonly closed: Promise<void>;
  kill(): void;
}

/** Nothing of the app's environment reaches it, except where to find the two programs that map user ids. */
export function startProgram(path: string, words: readonly string[]): ProgramProcess {
  const child = spawn(path, words, {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    cwd: '/',
  });
  // As `stdio` says, all four are there.
  const [stdin, stdout, stderr, socket] = child.stdio as unknown as [Writable, Readable, Readable, Duplex];
  // Whoever writes to a program that has ended learns it from its exit.
  stdin.on('error', ignore);
  stdout.on('error', ignore);
  stderr.on('error', ignore);
  return {
    control: openControl(socket),
    stdin,
    stdout,
    stderr,
    closed: closedOf(child),
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/**
 * To be called at once for a program whose output is read only later: when a process has ended, Node reads and throws away
 * what is in streams that nobody listens to. Gives the way to throw it away all the same.
 */
export function keepOutput({ stdout, stderr }: ProgramProcess): () => void {
  const streams = [stdout, stderr];
  for (const stream of streams) stream.on('readable', ignore);
  return () => {
    for (const stream of streams) stream.off('readable', ignore).resume();
  };
}

async function closedOf(child: ChildProcess): Promise<void> {
  const spawned = new Promise<boolean>((resolve) => {
    child.once('spawn', () => {
      resolve(true);
    });
    child.once('error', () => {
      resolve(false);
    });
  });
  const closed = once(child, 'close');
  if (await spawned) await closed;
}

/** The first number of its `running`; throws `Refusal` if it cannot run. */
export async function awaitRunning(process: ProgramProcess): Promise<{ readonly pid: number; readonly users: number }> {
  const reply = await process.control.next();
  if (reply?.word === 'running') return { pid: reply.first, users: reply.second };
  if (reply?.word === 'refused') throw new Refusal(reply.step, reply.errno);
  throw new Refusal('start', 0);
}

function ignore(): void {
  // Said by other means.
}
