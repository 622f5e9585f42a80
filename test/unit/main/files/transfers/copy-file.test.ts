import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { copyFile, type CopyOptions } from '../../../../../main/files/transfers/copy-file.ts';
import type { SourceState } from '../../../../../main/files/transfers/journal.ts';
import type { FileChange, Transfer } from '../../../../../preload/contract/files.ts';
import { fakeTarget, type FakeTarget, sha256Of, SOURCE } from './fake-target.ts';

describe('copyFile', () => {
  const content = randomBytes(50_500);
  let folder: string;
  let target: FakeTarget;
  let told: Partial<Transfer>[];
  let start: SourceState | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'copy-'));
    target = fakeTarget(Buffer.from(content));
    told = [];
    start = undefined;
  });
  afterEach(() => rm(folder, { recursive: true }));

  function copy(change: Partial<CopyOptions> = {}, signal = new AbortController().signal): Promise<Partial<Transfer>> {
    return copyFile({ ...optionsOf(), ...change }, signal);
  }

  function optionsOf(): CopyOptions {
    return {
      source: SOURCE,
      folder,
      fileName: 'log',
      chooseWay: () => Promise.resolve(target),
      pause: () => Promise.resolve(),
      tell: (facts) => told.push(facts as Partial<Transfer>),
      progress: () => undefined,
      takeTurn: () => undefined,
      onStart: (begun) => {
        start = begun;
        return Promise.resolve();
      },
      start: undefined,
      resumed: 0,
    };
  }

  it('puts what both ends agree on under its name', async () => {
    const sha256 = sha256Of(content);
    await expect(copy()).resolves.toMatchObject({ state: 'verified', sha256, remoteSha256: sha256 });
    expect(await readdir(folder)).toEqual(['log']);
    expect((await readFile(join(folder, 'log'))).equals(content)).toBe(true);
  });

  it('goes on at the byte after every cut, and has the whole hashed once more', async () => {
    target.cuts = [0, 3_000, 1_000, 20_000];
    await expect(copy()).resolves.toMatchObject({ state: 'verified', sha256: sha256Of(content) });
    expect(target.offsets).toEqual([0, 0, 3_000, 4_000, 24_000]);
    expect(told.flatMap(({ resumed }) => resumed ?? []).at(-1)).toBe(4);
    expect(told.some(({ state }) => state === 'waiting')).toBe(true);
  });

  it('takes a success after half of it for a cut', async () => {
    target.shortReads = [20_000];
    await expect(copy()).resolves.toMatchObject({ state: 'verified' });
    expect(target.offsets).toEqual([0, 20_000]);
  });

  describe('where another stream pays', () => {
    /** Of the file in pieces of a thousand bytes: as many streams as there are, so many pieces at each tick. */
    let clock: number;
    let given: number;
    const byRanges = (change: Partial<CopyOptions> = {}): Promise<Partial<Transfer>> =>
      copy({
        readAhead: { leastPartBytes: 5_000, now: () => clock },
        takeTurn: () => {
          given += 1;
          return () => (given -= 1);
        },
        ...change,
      });

    beforeEach(() => {
      clock = 0;
      given = 0;
      target.bytes = randomBytes(400_500);
      target.beforeChunk = async () => {
        clock += 500 / (1 + given);
        await Promise.resolve();
      };
    });

    it('reads parts ahead, and proves the whole of them', async () => {
      const sha256 = sha256Of(target.bytes);
      const verified = await byRanges();
      expect(verified).toMatchObject({ state: 'verified', sha256, remoteSha256: sha256, carriedBytes: 400_500 });
      expect(new Set(target.offsets).size).toBeGreaterThan(5);
      expect((await readFile(join(folder, 'log'))).equals(target.bytes)).toBe(true);
      expect(await readdir(folder)).toEqual(['log']);
      expect(given).toBe(0);
    });

    it('loses nothing when streams are cut, whichever they are', async () => {
      const sha256 = sha256Of(target.bytes);
      target.cuts = [60_000, 2_000, 1_000, 500, 4_000, 0, 3_000, 7_000, 1_000];
      const verified = await byRanges();
      expect(verified).toMatchObject({ state: 'verified', sha256, remoteSha256: sha256 });
      expect((await readFile(join(folder, 'log'))).equals(target.bytes)).toBe(true);
      expect([await readdir(folder), given]).toEqual([['log'], 0]);
    });

    it('sees in each part that the file is another one', async () => {
      const { beforeChunk } = target;
      target.beforeChunk = async (at) => {
        await beforeChunk(at);
        if (at > 200_000) target.inode = '8';
      };
      await expect(byRanges()).rejects.toMatchObject({ code: 'FILE_CHANGED', change: 'replaced' });
      expect([await readdir(folder), given]).toEqual([['log.part'], 0]);
    });

    it('has all of a file that only grew, so that it can be kept as it was', async () => {
      const { beforeChunk } = target;
      const before = target.bytes;
      target.beforeChunk = async (at) => {
        await beforeChunk(at);
        if (at > 200_000 && target.bytes === before) {
          target.bytes = Buffer.concat([before, randomBytes(5_000)]);
          target.version += 1;
        }
      };
      await expect(byRanges()).rejects.toMatchObject({ code: 'FILE_CHANGED', change: 'grew' });
      expect((await readFile(join(folder, 'log.part'))).equals(before)).toBe(true);
    });

    it('keeps only a beginning without holes when it is stopped', async () => {
      const stop = new AbortController();
      const { beforeChunk } = target;
      target.beforeChunk = async (at) => {
        await beforeChunk(at);
        if (at > 200_000) stop.abort();
      };
      await expect(
        copyFile(
          { ...optionsOf(), readAhead: { leastPartBytes: 5_000, now: () => clock }, takeTurn: () => () => undefined },
          stop.signal,
        ),
      ).rejects.toThrow();
      expect(await readdir(folder)).toEqual(['log.part']);
      const kept = await readFile(join(folder, 'log.part'));
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.equals(target.bytes.subarray(0, kept.length))).toBe(true);
      // What a killed app has left goes as well.
      await writeFile(join(folder, 'log.part-300000'), 'left');
      target.beforeChunk = () => undefined;
      await expect(copy({ start: start! })).resolves.toMatchObject({ state: 'verified' });
      expect(await readdir(folder)).toEqual(['log']);
    });

    it('stays with one stream where nobody gives a turn', async () => {
      await expect(byRanges({ takeTurn: () => undefined })).resolves.toMatchObject({ state: 'verified' });
      expect(target.offsets).toEqual([0]);
    });
  });

  it('gives up in the end, and leaves nothing under the name', async () => {
    target.cuts = Array<number>(100).fill(0);
    await expect(copy()).rejects.toMatchObject({ code: 'STREAM_CUT' });
    expect(await readdir(folder)).toEqual(['log.part']);
  });

  const CHANGES: Readonly<Record<FileChange, (now: FakeTarget) => void>> = {
    grew: (now) => {
      now.bytes = Buffer.concat([now.bytes, Buffer.from('more')]);
    },
    truncated: (now) => {
      now.bytes = now.bytes.subarray(0, 40_000);
    },
    rewritten: (now) => {
      now.version = 2;
    },
    replaced: (now) => {
      now.inode = '8';
    },
  };

  it.each(Object.entries(CHANGES))(
    'says that a file %s while it was read, and never calls it verified',
    async (change, happen) => {
      target.beforeChunk = (at) => {
        if (at === 10_000) happen(target);
      };
      await expect(copy()).rejects.toMatchObject({ code: 'FILE_CHANGED', change });
      expect(await readdir(folder)).toEqual(['log.part']);
    },
  );

  it('notices between two attempts that the file is another one', async () => {
    target.cuts = [10_000];
    target.beforeChunk = (at) => {
      if (at === 10_000) target.version = 2;
    };
    await expect(copy()).rejects.toMatchObject({ change: 'rewritten' });
    expect(target.offsets).toEqual([0]);
  });

  it('goes on with what an earlier run has left, if it is still the beginning', async () => {
    const stop = new AbortController();
    target.beforeChunk = (at) => {
      if (at === 30_000) stop.abort();
    };
    await expect(copy({}, stop.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    target.beforeChunk = () => undefined;
    await expect(copy({ start })).resolves.toMatchObject({ state: 'verified', sha256: sha256Of(content) });
    expect(target.offsets).toEqual([0, 30_000]);
  });

  it('does not build upon a beginning that is not the file’s', async () => {
    await copy();
    await writeFile(join(folder, 'log.part'), Buffer.alloc(10_000, 'x'));
    await expect(copy({ start })).rejects.toMatchObject({ change: 'rewritten' });
  });

  it('says so where there is nothing to prove it with', async () => {
    target.hasHash = false;
    await expect(copy()).resolves.toMatchObject({ state: 'sizeOnly', sha256: sha256Of(content) });
  });

  it('is not fooled by a hash of something else', async () => {
    target.hash = () => Promise.resolve('0'.repeat(64));
    target.cuts = [1_000];
    await expect(copy()).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    expect(await readdir(folder)).toEqual(['log.part']);
  });

  it('asks for room before it begins', async () => {
    target.state = () =>
      Promise.resolve({
        type: 'file',
        isExecutable: false,
        sizeBytes: 2 ** 52,
        inode: '7',
        modifiedSeconds: 1,
        identity: 'huge',
      });
    await expect(copy()).rejects.toMatchObject({ code: 'DISK_FULL', data: { here: true, neededBytes: 2 ** 52 } });
    expect(target.offsets).toEqual([]);
  });
});
