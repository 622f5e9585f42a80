import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { withFileLock } from '../../../../main/disk/file-lock.ts';

const MANY = 40;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Of a process that has ended. */
function deadNumber(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** Most that were at work at the same time. */
async function crowd(path: string): Promise<number> {
  let [inside, most] = [0, 0];
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    for (let step = 0; step < 5; step += 1) await turn();
    inside -= 1;
  };
  await Promise.all(Array.from({ length: MANY }, () => withFileLock(path, work)));
  return most;
}

describe('a file lock', () => {
  it('lets in one at a time, and leaves nothing', async () => {
    expect(await crowd(join(folder, 'journal'))).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken by one only where many find it left by a killed process', async () => {
    const path = join(folder, 'journal');
    await writeFile(`${path}.lock`, `${String(deadNumber())} left`);
    expect(await crowd(path)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('goes on when the work fails', async () => {
    const path = join(folder, 'journal');
    await expect(withFileLock(path, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await withFileLock(path, () => Promise.resolve(7))).toBe(7);
  });

  it('leaves the lock of another that took it from a holder who was too slow', async () => {
    const path = join(folder, 'journal');
    await withFileLock(path, () => writeFile(`${path}.lock`, `${String(process.pid)} another`));
    expect(await readdir(folder)).toEqual(['journal.lock']);
  });
});
