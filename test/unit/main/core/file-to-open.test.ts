import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { fileToOpen, refuseGone, refuseToRun } from '../../../../main/core/file-to-open.ts';

describe('fileToOpen', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-to-open-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives a copy away, so that what is proven stays what it is, and what is the person’s own as it is', async () => {
    const path = join(folder, 'a.log');
    await writeFile(path, 'proven');
    await chmod(path, 0o755);
    const file = { path, fileName: 'a.log', isFolder: false };
    const first = await fileToOpen(file);
    await writeFile(first, 'edited');
    expect(await readFile(path, 'utf8')).toBe('proven');
    // Once more: as it was fetched, and nothing to be run.
    const again = await fileToOpen(file);
    expect(await readFile(again, 'utf8')).toBe('proven');
    expect((await stat(again)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['a.log', 'a.log.opened']);
    const own = join(folder, 'saved.log');
    await writeFile(own, 'mine');
    expect(await fileToOpen({ ...file, own })).toBe(own);
    await rm(own);
    expect(await fileToOpen({ ...file, own })).toBe(again);
  });

  it('says so when the file is gone, and opens no folder', async () => {
    const file = { path: join(folder, 'x'), fileName: 'x', isFolder: false };
    await expect(fileToOpen(file)).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
    await expect(refuseGone(file)).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
    await expect(fileToOpen({ ...file, isFolder: true })).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses what would be run, under the name that it has now', async () => {
    const path = join(folder, 'x');
    await writeFile(path, 'text');
    const file = { path, fileName: 'x.log', isFolder: false };
    await expect(refuseToRun(file)).resolves.toBeUndefined();
    await expect(refuseToRun({ ...file, fileName: 'x.EXE' })).rejects.toMatchObject({ code: 'PATH_DENIED' });
    await expect(refuseToRun({ ...file, own: join(folder, 'x.desktop') })).rejects.toMatchObject({
      code: 'PATH_DENIED',
    });
    const isExecutable = true;
    await expect(refuseToRun({ ...file, fileName: 'x', isExecutable })).rejects.toMatchObject({ code: 'PATH_DENIED' });
    await writeFile(path, '#!/bin/sh\n');
    await expect(refuseToRun(file)).rejects.toMatchObject({ code: 'PATH_DENIED' });
  });
});
