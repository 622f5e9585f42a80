#!/usr/bin/env node
/**
 * Runs a script of this folder with everything it needs: `node build/scripts/set-up.mjs [OPTION OF NODE…] start.ts --web`.
 *
 * Plain JavaScript without dependencies, because it is the one file that must run before `npm ci`, on whatever Node the
 * machine has. It installs what the lock file names, then hands over to Node 24 (an ordinary entry of the lock file on
 * Linux, see `optionalDependencies`), which runs TypeScript as it is.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runInForeground } from './run-in-foreground.mjs';

const OLDEST_NODE = 24;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const binaries = join(root, 'node_modules', '.bin');

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`kesako: ${message}`);
  process.exit(1);
}

/** @returns {string | undefined} */
function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return process.execPath;
  const installed = join(binaries, 'node');
  return existsSync(installed) ? installed : undefined;
}

/**
 * npm keeps its own record of what it put into node_modules. Where that agrees with the lock file, somebody has run npm
 * by hand and a second installation would only cost half a minute.
 * @param {string} lock
 */
function isInstalledByHand(lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { integrity, optional }]) =>
      path === '' || (installed[path]?.integrity ?? (optional && integrity)) === integrity,
  );
}

async function installDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(root, 'node_modules', '.kesako-lock');
  const digest = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  if (!isInstalledByHand(lock)) {
    console.log('kesako: installing the packages of package-lock.json (npm ci, about half a minute)');
    const npm = process.env['npm_execpath'];
    const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = npm?.endsWith('.js')
      ? await runInForeground(process.execPath, [npm, ...options], { cwd: root })
      : await runInForeground('npm', options, { cwd: root, shell: process.platform === 'win32' });
    if (code !== 0) fail('npm ci failed; its own message is above');
  }
  writeFileSync(stamp, digest);
}

const words = process.argv.slice(2);
// What stands before the script is for Node.
const scriptAt = words.findIndex((word) => !word.startsWith('--'));
const nodeOptions = words.slice(0, Math.max(0, scriptAt));
const [script, ...options] = words.slice(nodeOptions.length);
if (script === undefined) fail('which script? For example: node build/scripts/set-up.mjs start.ts');
await installDependencies();
const node = findNode() ?? fail(`Node ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}`);
process.exitCode = await runInForeground(node, [...nodeOptions, join(root, 'build', 'scripts', script), ...options], {
  cwd: root,
  env: { ...process.env, PATH: [binaries, process.env['PATH']].join(delimiter) },
});
