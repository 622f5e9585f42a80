import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Who holds it works for milliseconds; who was killed while it did is noticed by its process number. */
const GIVE_UP_AFTER_MS = 5_000;
const ASK_EVERY_MS = 5;

/** Runs `work` while no other process of the app does the same for `path`. */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.lock`;
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  while (!(await tryLock(lock))) {
    if ((await isAbandoned(lock)) || performance.now() > deadline) await rm(lock, { force: true });
    else await wait(ASK_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function tryLock(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    try {
      await file.writeFile(String(process.pid));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A lock without a number is one that is being taken right now. */
async function isAbandoned(lock: string): Promise<boolean> {
  const text = await readFile(lock, 'utf8').catch(() => '');
  const holder = /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  if (holder === undefined || holder === process.pid) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
  }
}
