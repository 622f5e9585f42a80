import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import { root } from '../config/paths.ts';

/** Names on the PATH first, then the places where installers put a browser without a name on the PATH. */
const KNOWN_BROWSERS: readonly string[] = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** A browser for the end-to-end tests, installed if there is none and it can be. */
export function findOrInstallBrowser(): string | undefined {
  return findBrowser() ?? installFromDebian() ?? installFromPlaywright();
}

function findBrowser(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return named;
  return KNOWN_BROWSERS.map(runnablePath).find((path) => path !== undefined) ?? playwrightsOwn();
}

/** Runs it, because Ubuntu's `chromium-browser` without snap is a script that only says so. */
function runnablePath(browser: string): string | undefined {
  const path = browser.startsWith('/') ? browser : pathOf(browser);
  if (path === undefined || !existsSync(path)) return undefined;
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0 ? path : undefined;
}

function pathOf(command: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

function playwrightsOwn(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function installFromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || pathOf('apt-get') === undefined) return undefined;
  console.log('kesako: installing the package chromium (apt-get)');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...options: readonly string[]): boolean =>
    spawnSync('apt-get', options, { stdio: ['ignore', 'ignore', 'inherit'], env: environment }).status === 0;
  return run('update') && run('install', '-y', '--no-install-recommends', 'chromium') ? findBrowser() : undefined;
}

function installFromPlaywright(): string | undefined {
  console.log('kesako: installing a Chromium of its own (playwright install chromium)');
  spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
  });
  return playwrightsOwn();
}
