/** Programs of this machine that say what it has: each ends with the app, whatever it is doing. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const TIMEOUT_MS = 60_000;
const OUTPUT_LIMIT = 1 << 20;

/** What the program prints; throws if it fails. It gets no environment and no input. */
export type AskMachine = (program: string, words: readonly string[]) => Promise<Buffer>;

/** `guard`: the path of the app's own program for containers. */
export function createAskMachine(guard: string): AskMachine {
  return async (program, words) => {
    const { stdout } = await run(guard, ['guard', String(process.pid), program, ...words], {
      encoding: 'buffer',
      timeout: TIMEOUT_MS,
      maxBuffer: OUTPUT_LIMIT,
      env: {},
      cwd: '/',
    });
    return stdout;
  };
}
