/** The web host as its own process, the way `npm start -- --web` runs it, with a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '..', '..');
const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const START_MS = 30_000;

export interface CoreOptions {
  readonly kubeconfig: string;
  /** Further environment of the core. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The core's data, kept when it ends; otherwise a new folder that goes with it. */
  readonly folder?: string;
  /** By the script behind `npm start`, with all that it does before; else the host alone. */
  readonly asByNpmStart?: boolean;
}

const HOST = [join(ROOT, 'dist', 'main', 'web.js'), '--no-open'];
const NPM_START = [join(ROOT, 'build', 'scripts', 'set-up.mjs'), 'start.ts', '--web', '--no-open'];

export interface WebHost {
  /** With a code that is good once. */
  readonly address: string;
  readonly pid: number;
  close(): Promise<void>;
}

export async function startWebHost(options: CoreOptions): Promise<WebHost> {
  const folder = options.folder ?? (await dataFolder());
  const core = spawn(NODE, options.asByNpmStart === true ? NPM_START : HOST, {
    cwd: ROOT,
    env: coreEnvironment(options, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    address: await printedAddress(core),
    pid: core.pid ?? 0,
    close: async () => {
      await ended(core);
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

export function dataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'kesako-test-'));
}

export function coreEnvironment(options: CoreOptions, folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    ...options.environment,
    KUBECONFIG: options.kubeconfig,
    KESAKO_DATA: folder,
  };
}

function printedAddress(core: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new Error(`The web host ${what}:\n${printed.join('\n')}`));
    };
    const timer = setTimeout(fail, START_MS, 'printed no address');
    for (const stream of [core.stdout, core.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        printed.push(line);
        const address = /http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]+/.exec(line)?.[0];
        if (address === undefined) return;
        clearTimeout(timer);
        resolve(address);
      });
    }
    core.once('exit', (code) => {
      fail(`ended with ${String(code)}`);
    });
  });
}

async function ended(core: ChildProcess): Promise<void> {
  if (core.exitCode !== null || core.signalCode !== null) return;
  const exit = new Promise((resolve) => core.once('exit', resolve));
  core.kill('SIGTERM');
  await exit;
}
