import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { followFile } from '../../../../main/recordings/follow-file.ts';

describe('a file that is followed', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kesako-follow-'));
    path = join(folder, 'run.jfr');
    await writeFile(path, 'begun');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is read when that begins, once for all changes meanwhile, and until nothing more will come', async () => {
    let readings = 0;
    const { signal } = new AbortController();
    const read = async (): Promise<boolean> => {
      readings += 1;
      if (readings === 1) for (const part of ['a', 'b', 'c']) await appendFile(path, part);
      return readings < 2;
    };
    await followFile(path, read, { signal, leastRestMs: 0 });
    expect(readings).toBe(2);
  });

  it('is read no more when nobody wants it', async () => {
    const ending = new AbortController();
    let readings = 0;
    const followed = followFile(
      path,
      () => {
        readings += 1;
        ending.abort();
        return Promise.resolve(true);
      },
      { signal: ending.signal },
    );
    await expect(followed).rejects.toThrow();
    expect(readings).toBe(1);
  });

  it('fails where there is nothing to watch, or reading fails', async () => {
    const { signal } = new AbortController();
    await expect(followFile(join(folder, 'none'), () => Promise.resolve(true), { signal })).rejects.toThrow('ENOENT');
    const read = (): Promise<boolean> => Promise.reject(new Error('no'));
    await expect(followFile(path, read, { signal })).rejects.toThrow('no');
  });
});
