/**
 * Opens Kesako: `npm start`. On a machine that cannot run the desktop app it says why and serves the same app to a
 * browser on this machine instead.
 *
 *     npm start -- --web         # the browser at once
 *     npm start -- --port 4000   # the web host's port
 *     npm start -- --no-open     # prints the address and opens no browser
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { root } from '../config/paths.ts';
import { buildIfChanged } from './build.ts';
import { findElectron, hasDisplay } from './find-electron.ts';
import { runInForeground } from './run-in-foreground.mjs';

/** Electron is about 110 MB: enough for a modest connection, short enough to fall back while a person still waits. */
const DOWNLOAD_DEADLINE_MS = 120_000;

/** An Electron that fails sooner than this never showed its window (a library missing, no sandbox allowed). */
const FAILED_START_MS = 5_000;

interface Options {
  readonly web: boolean;
  readonly port: string | undefined;
  readonly noOpen: boolean;
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: { web: { type: 'boolean' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    });
    return { web: values.web ?? false, port: values.port, noOpen: values['no-open'] ?? false };
  } catch (error) {
    console.error(`kesako: ${error instanceof Error ? error.message : String(error)}`);
    console.error('usage: npm start -- [--web] [--port NUMBER] [--no-open]');
    process.exit(2);
  }
}

/** Why this machine could not show a window, if so. */
function obstacleToWindows(): string | undefined {
  if (process.env['KESAKO_ELECTRON'] !== undefined) return undefined;
  if (!hasDisplay()) return 'there is no display here';
  if (process.platform === 'linux' && process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  return undefined;
}

function downloadElectron(): string | undefined {
  console.log('kesako: fetching Electron, once (about 110 MB)');
  spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_DEADLINE_MS,
  });
  return findElectron();
}

/** Runs the desktop app to its end; a string says why it could not. */
async function runDesktop(): Promise<number | string> {
  const obstacle = obstacleToWindows();
  if (obstacle !== undefined) return obstacle;
  const electron = findElectron() ?? downloadElectron();
  if (electron === undefined) return 'Electron could not be fetched';
  const started = performance.now();
  const code = await runInForeground(electron, [root], {});
  const failedAtOnce = code !== 0 && code < 128 && performance.now() - started < FAILED_START_MS;
  return failedAtOnce ? `Electron ended with code ${String(code)} (its words are above)` : code;
}

function runWeb(options: Options): Promise<number> {
  const port = options.port === undefined ? [] : ['--port', options.port];
  const noOpen = options.noOpen ? ['--no-open'] : [];
  return runInForeground(process.execPath, [join(root, 'dist/main/web.js'), ...port, ...noOpen], {});
}

async function start(options: Options): Promise<number> {
  await buildIfChanged();
  if (options.web) return runWeb(options);
  const outcome = await runDesktop();
  if (typeof outcome === 'number') return outcome;
  console.log(`kesako: no desktop window, because ${outcome}; serving the app to a browser instead`);
  return runWeb(options);
}

process.exitCode = await start(readOptions());
