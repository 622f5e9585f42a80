import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

import { AppError, cancelled } from '../../../preload/contract/errors.ts';
import type { Environment } from '../http/proxy.ts';
import { visibleText } from '../visible-text.ts';

/** A browser login may take this long. */
const TIMEOUT_MS = 60_000;
const STDOUT_LIMIT = 1024 * 1024;
const STDERR_LIMIT = 64 * 1024;
/** How long a child of the plug-in may keep the pipes open after the plug-in itself has ended. */
const DRAIN_MS = 500;

export interface Program {
  /** As the kubeconfig has it, for messages. */
  readonly command: string;
  readonly executable: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly directory?: string;
  readonly installHint?: string;
  readonly timeoutMs?: number;
}

/** Ends the plug-in with all it started: it leads a process group of its own. */
function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/T', '/F', '/PID', String(child.pid)], { stdio: 'ignore' }).on('error', () => child.kill());
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Keeps the first `limit` bytes; `onFlood` is told once when there is more. */
function collect(stream: Readable, limit: number, onFlood?: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size + chunk.length > limit) onFlood?.();
    if (size < limit) chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks);
}

/** Runs a credential plug-in without a shell, a terminal or input, within bounds of time and size; gives its stdout. */
export function runProgram(program: Program, signal: AbortSignal): Promise<string> {
  const { command, executable, timeoutMs = TIMEOUT_MS } = program;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const child = spawn(executable, program.args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: program.environment,
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...(program.directory === undefined ? {} : { cwd: program.directory }),
    });
    const stdout = collect(child.stdout, STDOUT_LIMIT, () => {
      fail(`printed more than ${String(STDOUT_LIMIT)} bytes`);
    });
    const stderr = collect(child.stderr, STDERR_LIMIT);
    const deadline = setTimeout(() => {
      fail(`did not answer within ${String(Math.round(timeoutMs / 1000))} s`);
    }, timeoutMs);
    let drain: NodeJS.Timeout | undefined;

    const settle = (): void => {
      clearTimeout(deadline);
      clearTimeout(drain);
      signal.removeEventListener('abort', abort);
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const fail = (what: string, exitCode?: number, cause?: unknown): void => {
      settle();
      killTree(child);
      const said = visibleText(stderr().toString('utf8'), STDERR_LIMIT).trim();
      reject(
        new AppError(
          'CREDENTIAL_PLUGIN_FAILED',
          `The credential plug-in ${command} ${what}.`,
          {
            command,
            ...(said === '' ? {} : { stderr: said }),
            ...(exitCode === undefined ? {} : { exitCode }),
            ...(program.installHint === undefined
              ? {}
              : { installHint: visibleText(program.installHint, STDERR_LIMIT) }),
          },
          { cause },
        ),
      );
    };
    const abort = (): void => {
      settle();
      killTree(child);
      reject(cancelled());
    };
    const finish = (): void => {
      const { exitCode, signalCode } = child;
      if (exitCode === 0) {
        settle();
        resolve(stdout().toString('utf8'));
      } else if (exitCode === null) fail(`was ended by ${signalCode ?? 'a signal'}`);
      else fail(`ended with code ${String(exitCode)}`, exitCode);
    };
    signal.addEventListener('abort', abort, { once: true });
    child.on('error', (error) => {
      fail('could not be started', undefined, error);
    });
    child.on('exit', () => {
      drain = setTimeout(finish, DRAIN_MS);
    });
    child.on('close', finish);
  });
}
