import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The pinned compiler, and how to call it. */
export interface Zig {
  readonly version: string;
  cc(folder: string, options: readonly string[]): void;
}

const PINNED = /^ziglang==(\S+)/m;

/** Reads the version from pip's own file, so that it stands in one place. */
export function pinnedVersion(requirements: string): string {
  const version = PINNED.exec(requirements)?.[1];
  if (version === undefined) throw new Error('the requirements name no version of ziglang');
  return version;
}

/** Installs the compiler, with its hash checked by pip, unless it is in the cache already: 0.4 GB and a minute or two. */
export function installZig(requirementsFile: string, cache: string): Zig {
  const version = pinnedVersion(readFileSync(requirementsFile, 'utf8'));
  const environment = join(cache, version);
  const python = join(environment, 'bin', 'python');
  if (!existsSync(join(environment, 'complete'))) {
    mkdirSync(cache, { recursive: true });
    rmSync(environment, { recursive: true, force: true });
    run('python3', ['-m', 'venv', environment], cache);
    const checked = ['--require-hashes', '--only-binary=:all:', '--no-deps', '--requirement', requirementsFile];
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...checked], cache);
    mkdirSync(join(environment, 'complete'));
  }
  const variables = { ZIG_GLOBAL_CACHE_DIR: join(cache, 'objects'), ZIG_LOCAL_CACHE_DIR: join(cache, 'objects') };
  return {
    version,
    cc: (folder, options) => {
      run(python, ['-m', 'ziglang', 'cc', ...options], folder, variables);
    },
  };
}

function run(command: string, words: readonly string[], folder: string, variables: NodeJS.ProcessEnv = {}): void {
  const { status, error } = spawnSync(command, words, {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: 'inherit',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}`);
}
