import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkRoom, createStaging } from '../../../../main/files/staging.ts';

/** Beyond what any system gives to a process. */
const DEAD = 'run-999999999';

describe('the folder where copies wait', () => {
  let folder: string;
  const own = `run-${String(process.pid)}`;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'staging-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is cleared of what ended apps left, and of nothing else', async () => {
    const alive = `run-${String(process.ppid)}`;
    for (const name of [DEAD, alive, 'run-', 'run-mine', 'run-0', 'else'])
      await mkdir(join(folder, name, 'copy'), { recursive: true });
    await createStaging(folder).folderFor('a');
    expect((await readdir(folder)).sort()).toEqual([alive, 'run-', 'run-mine', 'run-0', 'else', own].sort());
  });

  it('can be entered by its person alone', async () => {
    const path = await createStaging(folder).folderFor('a');
    if (process.platform === 'win32') return;
    for (const each of [folder, join(folder, own), path]) expect((await stat(each)).mode & 0o777).toBe(0o700);
  });

  it('is empty after its app', async () => {
    const staging = createStaging(folder);
    await staging.folderFor('a');
    await staging.remove('a');
    expect(await readdir(join(folder, own))).toEqual([]);
    await staging.dispose();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not filled to the last byte', async () => {
    await expect(checkRoom(folder, 1)).resolves.toBeUndefined();
    await expect(checkRoom(folder, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
      code: 'DISK_FULL',
      data: { here: true, neededBytes: Number.MAX_SAFE_INTEGER },
    });
  });
});
