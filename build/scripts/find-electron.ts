import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../config/paths.ts';

const installed = join(root, 'node_modules/electron');

/**
 * Electron's executable on this machine: one named in KESAKO_ELECTRON, one in the folder that Electron's own variable
 * ELECTRON_OVERRIDE_DIST_PATH names, or what `install-electron` unpacked. The `electron` package alone has none.
 */
export function findElectron(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment['KESAKO_ELECTRON'];
  const folder = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const candidates = [
    named,
    folder === undefined ? undefined : join(folder, platformExecutable()),
    join(installed, 'dist', unpackedExecutable()),
  ];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** The unpacking script writes the executable's place down last, so a download cut short is not taken for a whole one. */
function unpackedExecutable(): string {
  const record = join(installed, 'path.txt');
  return existsSync(record) ? readFileSync(record, 'utf8').trim() : 'not-unpacked';
}

function platformExecutable(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Whether windows can be shown; only on Linux is that a question. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
}
