import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSharedFile } from '../../../../main/disk/shared-file.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-disk-'));
  path = join(folder, 'words.json');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Words = readonly string[];

/** A file of words, as one core has it. */
const open = () =>
  openSharedFile<Words>({
    path,
    initial: [],
    read: async () => {
      try {
        return (await readFile(path, 'utf8')).split(' ');
      } catch {
        return undefined;
      }
    },
    print: (words) => words.join(' '),
  });

const adding = (word: string) => (old: Words) => ({ content: [...old, word], result: old.length });

describe('openSharedFile', () => {
  it('loses nothing of what two cores write at the same time', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const words = Array.from({ length: 30 }, (_, index) => `w${String(index)}`);
    await Promise.all(words.map((word, index) => (index % 2 === 0 ? one : other).change(adding(word))));
    const written = (await readFile(path, 'utf8')).split(' ');
    expect([...written].sort()).toEqual([...words].sort());
    expect(await readdir(folder)).toEqual(['words.json']);
  });

  it('starts from what another has left, and tells its readers', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await one.change(adding('first'));
    expect(await other.change(adding('second'))).toBe(1);
    expect(other.current).toEqual(['first', 'second']);
  });

  it('writes nothing for a change that is none, nor for one that fails', async () => {
    const file = await open();
    await file.change((old) => ({ content: old, result: undefined }));
    const failing = file.change(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
    expect(await file.change(adding('after'))).toBe(0);
  });

  it('keeps what it knows when somebody takes the file away', async () => {
    const file = await open();
    await file.change(adding('kept'));
    await rm(path);
    await file.change(adding('too'));
    expect(await readFile(path, 'utf8')).toBe('kept too');
  });

  it('is not held up by a core that was killed while it wrote', async () => {
    const { pid } = spawnSync('true');
    await writeFile(`${path}.lock`, String(pid));
    const file = await open();
    await file.change(adding('on'));
    expect(await readdir(folder)).toEqual(['words.json']);
  });
});
