import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

import type { Environment } from '../http/proxy.ts';
import { loginShellPath } from './login-shell-path.ts';

export interface Executable {
  readonly path: string;
  /** The environment it was found in: its own helpers are found there too. */
  readonly environment: Environment;
}

/** Scripts (.cmd, .bat) need a shell on Windows, which a kubeconfig must not get. */
const EXTENSIONS = process.platform === 'win32' ? ['.exe', '.com'] : [''];

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function search(command: string, path: string): Promise<string | undefined> {
  // Relative entries would make the answer depend on where we were started.
  for (const directory of path.split(delimiter).filter(isAbsolute)) {
    for (const extension of EXTENSIONS) {
      const file = join(directory, `${command}${extension}`);
      if (await isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** Looks in our own PATH first and asks the user's shell for its only when that was in vain. */
export async function findExecutable(
  command: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<Executable | undefined> {
  if (/[/\\]/.test(command)) return (await isExecutable(command)) ? { path: command, environment } : undefined;
  const path = await search(command, environment['PATH'] ?? '');
  if (path !== undefined) return { path, environment };
  const shellPath = await loginShellPath(environment, signal);
  if (shellPath === undefined) return undefined;
  const found = await search(command, shellPath);
  return found === undefined ? undefined : { path: found, environment: { ...environment, PATH: shellPath } };
}
