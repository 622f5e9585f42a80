import type { Environment } from '../http/proxy.ts';
import { runProgram } from './run-program.ts';

/** A shell's start-up files may be slow; what takes longer is not waited for. */
const DEADLINE_MS = 5_000;
/** Start-up files may print what they like around it. */
const MARKER = '===kesako===';

/**
 * The PATH that the user's terminal has. A program started from a desktop gets a minimal one, in which the cloud vendors'
 * credential plug-ins are not found. `undefined` if the shell does not tell in time.
 */
export async function loginShellPath(
  environment: Environment,
  signal: AbortSignal,
  deadlineMs = DEADLINE_MS,
): Promise<string | undefined> {
  const shell = environment['SHELL'];
  if (process.platform === 'win32' || shell?.startsWith('/') !== true) return undefined;
  // `env` prints what is exported, in every shell the same; fish keeps its own $PATH as a list.
  const script = `printf '%s\\n' ${MARKER}; /usr/bin/env; printf '%s\\n' ${MARKER}`;
  try {
    const printed = await runProgram(
      { command: shell, executable: shell, args: ['-ilc', script], environment, timeoutMs: deadlineMs },
      signal,
    );
    const [, listed = ''] = printed.split(MARKER);
    return /^PATH=(.+)$/m.exec(listed)?.[1];
  } catch {
    return undefined;
  }
}
