/** What an app that was killed has left on the machine. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../../../../build/config/paths.ts';

export interface Litter {
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly files: readonly string[];
  /** From the kill until nothing was left; the deadline if something was. */
  readonly afterMs: number;
}

const SCRIPT = join(root, 'test/integration/practice/runtime/doomed-app.ts');

/** Starts an app, kills it after so long, and looks until nothing is left or the time is up. */
export async function litterOfKilledApp(token: string, killAfterMs: number, deadlineMs: number): Promise<Litter> {
  const folder = mkdtempSync(join(tmpdir(), 'doomed-'));
  const mountsBefore = readMounts();
  // A session of its own: what it starts is known by it, what the containers start by the token.
  const app = spawn(process.execPath, [SCRIPT], {
    detached: true,
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, HOME: folder, TMPDIR: folder, KESAKO_DOOMED: token },
  });
  const session = app.pid ?? 0;
  await delay(killAfterMs);
  const gone = new Promise((resolve) => app.once('exit', resolve));
  app.kill('SIGKILL');
  await gone;
  const killed = performance.now();
  for (;;) {
    const processes = processesOf(session, token);
    const mounts = readMounts().filter((line) => !mountsBefore.includes(line));
    const afterMs = performance.now() - killed;
    if ((processes.length === 0 && mounts.length === 0) || afterMs > deadlineMs) {
      const files = readdirSync(folder);
      rmSync(folder, { recursive: true });
      return { processes, mounts, files, afterMs };
    }
    await delay(10);
  }
}

/** A process that has ended and only waits to be counted by its parent is not one any more. */
function processesOf(session: number, token: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const stat = readText(`/proc/${pid}/stat`);
      const [state, , , ownSession] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (stat === '' || state === 'Z' || state === 'X') return false;
      return Number(ownSession) === session || readText(`/proc/${pid}/environ`).includes(`KESAKO_DOOMED=${token}\0`);
    })
    .map((pid) => `${pid} ${readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}

function readMounts(): readonly string[] {
  return readText('/proc/self/mountinfo').split('\n');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
