import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openRefusal } from '../../../../../main/files/opening/open-refusal.ts';

describe('openRefusal', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open-refusal-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('refuses by the name, by the content, and what could be run there and has no kind', async () => {
    const path = join(folder, 'x');
    await writeFile(path, '#!/bin/sh\n');
    expect(await openRefusal({ path: join(folder, 'none'), fileName: 'a.exe' })).toMatch(/a\.exe is a program/);
    expect(await openRefusal({ path, fileName: 'notes.txt' })).toMatch(/notes\.txt is a program/);
    await writeFile(path, 'text');
    expect(await openRefusal({ path, fileName: 'start', isExecutable: true })).toMatch(/start is a program/);
    expect(await openRefusal({ path, fileName: 'folder', isFolder: true })).toMatch(/folder/);
  });

  it('has nothing against a file of a mount on which everything can be run', async () => {
    const path = join(folder, 'x');
    await writeFile(path, 'text');
    expect(await openRefusal({ path, fileName: 'a.log', isExecutable: true })).toBeUndefined();
    expect(await openRefusal({ path, fileName: 'start' })).toBeUndefined();
    expect(await openRefusal({ path: join(folder, 'none'), fileName: 'a.log' })).toBeUndefined();
  });
});
