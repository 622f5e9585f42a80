import { spawn } from 'node:child_process';

import { AppError } from '../../preload/contract/index.ts';

/** Without a shell, and beside the app, which may end before it. Resolves when it runs. */
export async function startProgram(
  program: string,
  words: readonly string[],
  options: { readonly windowsVerbatimArguments?: boolean } = {},
): Promise<void> {
  const started = spawn(program, words, { ...options, detached: true, stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    started.once('spawn', resolve);
    started.once('error', (cause) => {
      reject(
        new AppError(
          'COMMAND_FAILED',
          `${program} does not start.`,
          { command: [program], exitCode: -1, stderr: cause.message },
          { cause },
        ),
      );
    });
  });
  started.unref();
}
