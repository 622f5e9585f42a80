import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { fileToOpen, wouldRun } from '../../../../main/core/file-to-open.ts';

describe('fileToOpen', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-to-open-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives a copy away, so that what is proven stays what it is, and what was saved as it is', async () => {
    const path = join(folder, 'a.log');
    await writeFile(path, 'proven');
    const file = { path, fileName: 'a.log', isFolder: false };
    const first = await fileToOpen(file, undefined);
    await writeFile(first, 'edited');
    expect(await readFile(path, 'utf8')).toBe('proven');
    // Once more: as it was fetched.
    expect(await readFile(await fileToOpen(file, undefined), 'utf8')).toBe('proven');
    expect(await readdir(folder)).toEqual(['a.log', 'a.log.opened']);
    expect(await fileToOpen(file, '/home/me/a.log')).toBe('/home/me/a.log');
  });

  it('gives nothing away that would be run, and no folder', async () => {
    const file = { path: join(folder, 'x'), fileName: 'x', isFolder: false };
    await expect(fileToOpen({ ...file, fileName: 'x.EXE' }, undefined)).rejects.toMatchObject({ code: 'PATH_DENIED' });
    await expect(fileToOpen(file, '/home/me/x.desktop')).rejects.toMatchObject({ code: 'PATH_DENIED' });
    await expect(fileToOpen({ ...file, isFolder: true }, undefined)).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('knows by their names what systems run', () => {
    expect(['a.exe', 'b.tar.bat', 'c.Command', 'd.lnk ', 'e.jar', 'f.ps1', 'g.sh'].filter(wouldRun)).toHaveLength(7);
    expect(['h.exe.', 'i.bat. .', 'j.app', 'k.url'].filter(wouldRun)).toHaveLength(4);
    expect(['a.jfr', 'b.log', 'c.exe.txt', 'd.json', 'exe', 'e.hprof', 'f.html'].filter(wouldRun)).toEqual([]);
  });
});
