import { randomUUID } from 'node:crypto';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Who holds it works for milliseconds; who was killed while it did is noticed by its process number. */
const GIVE_UP_AFTER_MS = 5_000;
const ASK_EVERY_MS = 5;

/** Runs `work` while no other process of the app does the same for `path`. */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.lock`;
  const mine = `${String(process.pid)} ${randomUUID()}`;
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  while (!(await tryLock(lock, mine))) {
    const theirs = await textOf(lock);
    if (isAbandoned(theirs) || performance.now() > deadline) await removeOnce(lock, theirs);
    else await wait(ASK_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    // Who was too slow has lost it to another.
    if ((await textOf(lock)) === mine) await rm(lock, { force: true });
  }
}

async function tryLock(lock: string, mine: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    try {
      await file.writeFile(mine);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/**
 * Removes the lock if it is still the one with this text. Of several that find it abandoned one at a time looks again: the
 * second would otherwise remove what the first has taken meanwhile.
 */
async function removeOnce(lock: string, text: string): Promise<void> {
  const turn = `${lock}.removing`;
  if (!(await tryLock(turn, ''))) {
    const age = await stat(turn).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > GIVE_UP_AFTER_MS) await rm(turn, { force: true });
    else await wait(ASK_EVERY_MS);
    return;
  }
  try {
    if ((await textOf(lock)) === text) await rm(lock, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

/** A lock without a number is one that is being taken right now. */
function isAbandoned(text: string): boolean {
  const number = /^(\d{1,10})(?: |$)/.exec(text)?.[1];
  const holder = number === undefined ? undefined : Number(number);
  if (holder === undefined || holder === process.pid) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
  }
}
