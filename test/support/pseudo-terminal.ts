/** A program in a pseudo-terminal, read as a person reads it: until something is on the screen. */
import { spawn } from 'node-pty';

/** A screen's worth: it is looked through with every piece, and a flood has a hundred thousand of them. */
const SEEN_CHARACTERS = 4096;

export interface PseudoTerminal {
  /** Milliseconds from the start until the text has been printed. */
  until(text: string, timeoutMs?: number): Promise<number>;
  write(text: string): void;
  /** Called with every piece of output. */
  onOutput(listener: (output: string) => void): void;
  readonly exited: Promise<number>;
  kill(): void;
}

export function startInTerminal(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): PseudoTerminal {
  const started = performance.now();
  const terminal = spawn(program, [...args], { cols: 80, rows: 24, env: environment, name: 'xterm-256color' });
  const listeners = new Set<(output: string) => void>();
  let seen = '';
  terminal.onData((output) => {
    seen = (seen + output).slice(-SEEN_CHARACTERS);
    for (const listener of [...listeners]) listener(output);
  });
  return {
    until: (text, timeoutMs = 30_000) =>
      new Promise((resolve, reject) => {
        const finish = (): void => {
          listeners.delete(look);
          clearTimeout(timer);
        };
        const look = (): void => {
          if (!seen.includes(text)) return;
          finish();
          resolve(performance.now() - started);
        };
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`${program} did not print ${JSON.stringify(text)}:\n${seen}`));
        }, timeoutMs);
        listeners.add(look);
        look();
      }),
    write: (text) => {
      terminal.write(text);
    },
    onOutput: (listener) => {
      listeners.add(listener);
    },
    exited: new Promise((resolve) => {
      terminal.onExit(({ exitCode }) => {
        resolve(exitCode);
      });
    }),
    kill: () => {
      terminal.kill();
    },
  };
}
