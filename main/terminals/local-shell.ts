/** A shell in a pseudo-terminal of this machine; the only file that knows `node-pty`, and only when a shell is opened. */
import { homedir } from 'node:os';

import { AppError } from '../../preload/contract/errors.ts';
import type { TerminalSize } from '../kube/index.ts';

export interface LocalShellOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly size: TerminalSize;
}

export interface LocalShell {
  onOutput(listener: (bytes: Uint8Array) => void): void;
  write(bytes: Uint8Array): void;
  resize(size: TerminalSize): void;
  /** Holds the shell's output, and so the shell, back. */
  pause(): void;
  resume(): void;
  kill(): void;
  readonly exited: Promise<{ readonly code: number; readonly signal?: number }>;
}

export type OpenLocalShell = (options: LocalShellOptions) => Promise<LocalShell>;

export const openLocalShell: OpenLocalShell = async ({ environment, size }) => {
  const { spawn } = await import('node-pty').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `This installation cannot open a local shell: ${reason}`;
    throw new AppError('UNSUPPORTED', message, { feature: 'local shell' }, { cause });
  });
  const [program, args] = shellOf(environment);
  const terminal = spawn(program, [...args], {
    name: 'xterm-256color',
    cols: size.columns,
    rows: size.rows,
    cwd: homedir(),
    env: { ...environment, TERM: 'xterm-256color', COLORTERM: 'truecolor' },
    // Bytes as they are: the reader may cut them anywhere.
    encoding: null,
  });
  return {
    onOutput: (listener) => {
      terminal.onData((data: string | Uint8Array) => {
        listener(typeof data === 'string' ? Buffer.from(data, 'utf8') : data);
      });
    },
    write: (bytes) => {
      terminal.write(Buffer.from(bytes));
    },
    resize: ({ columns, rows }) => {
      terminal.resize(columns, rows);
    },
    pause: () => {
      terminal.pause();
    },
    resume: () => {
      terminal.resume();
    },
    kill: () => {
      terminal.kill();
    },
    exited: new Promise((resolve) => {
      terminal.onExit(({ exitCode, signal }) => {
        resolve({ code: exitCode, ...(signal === undefined ? {} : { signal }) });
      });
    }),
  };
};

function shellOf(environment: LocalShellOptions['environment']): readonly [string, readonly string[]] {
  if (process.platform === 'win32') return [environment['COMSPEC'] ?? 'cmd.exe', []];
  const shell = environment['SHELL'];
  // As terminals do on macOS, where an app started from the Dock has a bare PATH.
  const args = process.platform === 'darwin' ? ['-l'] : [];
  return [shell === undefined || shell === '' ? '/bin/sh' : shell, args];
}
