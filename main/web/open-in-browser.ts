import type { spawn as nodeSpawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Long enough for a browser to start and read it. */
const KEEP_MS = 60_000;

/**
 * Opens the address without putting it on a command line, where other users of the machine could read the code: the
 * browser is given a file that only this user can read, and that leads on.
 */
export async function openInBrowser(
  address: string,
  system: {
    readonly folder: string;
    readonly platform: NodeJS.Platform;
    readonly pid: number;
    readonly spawn: typeof nodeSpawn;
  },
): Promise<void> {
  const { folder, platform, pid, spawn } = system;
  const file = join(folder, `open-${String(pid)}.html`);
  const page = `<!doctype html><meta http-equiv="refresh" content="0;url=${address}"><title>Kesako</title>`;
  await writeFile(file, page, { mode: 0o600 });
  setTimeout(() => void rm(file, { force: true }), KEEP_MS).unref();
  const [command, args] = opener(platform, file);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // The address has been printed; a machine without a browser is no fault.
  child.on('error', () => undefined);
  child.unref();
}

function opener(platform: NodeJS.Platform, file: string): readonly [string, string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [file]];
    case 'win32':
      return ['explorer.exe', [file]];
    default:
      return ['xdg-open', [file]];
  }
}
