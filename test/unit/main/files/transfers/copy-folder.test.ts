import { appendFile, mkdtemp, readdir, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { copyFolder } from '../../../../../main/files/transfers/copy-folder.ts';
import type { SourceState } from '../../../../../main/files/transfers/journal.ts';
import type { TargetFiles } from '../../../../../main/files/target-files.ts';
import type { TransferChange } from '../../../../../main/files/transfers/transfer-list.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import { fakeTarget, sha256Of, SOURCE } from './fake-target.ts';

const CHUNK = 700;
const STATE = {
  type: 'directory',
  isExecutable: true,
  sizeBytes: 0,
  inode: '8',
  modifiedSeconds: 1,
  identity: 'other',
} as const;

function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(`./${name}`, 0);
    header.write('0000644\0', 100);
    header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        0', 148);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const content = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    content.write(text);
    return [header, content];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A tree that is made into a stream anew for each reading; each in turn is cut after so many bytes. */
function fakeTree(trees: readonly Buffer[], cuts: readonly number[], change: Partial<TargetFiles> = {}) {
  const offsets: number[] = [];
  const archive: TargetFiles['archive'] = (_file, offset) => {
    const turn = offsets.push(offset) - 1;
    const tree = trees[Math.min(turn, trees.length - 1)] ?? Buffer.alloc(0);
    const end = Promise.withResolvers<{ readonly sha256: string; readonly carriedBytes: number }>();
    async function* output(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      const cut = cuts[turn] ?? Number.POSITIVE_INFINITY;
      for (let at = offset; at < tree.length; at += CHUNK) {
        if (at - offset >= cut) throw new AppError('STREAM_CUT', 'cut', { receivedBytes: at - offset });
        yield tree.subarray(at, at + CHUNK);
      }
      end.resolve({ sha256: sha256Of(tree), carriedBytes: tree.length - offset });
    }
    return { output: output(), end: end.promise };
  };
  const measure = (): Promise<{ files: number; sizeBytes: number }> => Promise.resolve({ files: 1, sizeBytes: 1 });
  return { offsets, way: { ...fakeTarget(Buffer.alloc(0)), archive, measure, ...change } };
}

describe('copyFolder', () => {
  let folder: string;
  const files = { a: 'a'.repeat(3000), b: 'b'.repeat(5000), c: '' };
  const tree = tarOf(files);
  const grown = tarOf({ ...files, a: 'changed'.repeat(400) });

  beforeEach(async () => {
    start = undefined;
    folder = await mkdtemp(join(tmpdir(), 'copy-folder-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const told: TransferChange[] = [];
  /** As the journal keeps it. */
  let start: SourceState | undefined;

  function copy(way: TargetFiles, signal = new AbortController().signal) {
    const options = {
      source: SOURCE,
      folder,
      fileName: 'log',
      chooseWay: () => Promise.resolve(way),
      pause: () => Promise.resolve(),
      tell: (change: TransferChange) => told.push(change),
      progress: () => undefined,
      takeTurn: () => undefined,
      onStart: (begun: SourceState) => {
        start = begun;
        return Promise.resolve();
      },
      start,
      resumed: 0,
    };
    return copyFolder(options, signal);
  }

  async function expectFiles(wanted: Readonly<Record<string, string>>): Promise<void> {
    expect(await readdir(folder)).toEqual(['log']);
    expect((await readdir(join(folder, 'log'))).sort()).toEqual(Object.keys(wanted));
    for (const [name, text] of Object.entries(wanted)) {
      expect(await readFile(join(folder, 'log', name), 'utf8')).toBe(text);
    }
  }

  it('goes on at the byte, in the middle of a file', async () => {
    const { way, offsets } = fakeTree([tree], [2 * CHUNK, 5 * CHUNK]);
    expect(await copy(way)).toMatchObject({ state: 'verified', sha256: sha256Of(tree), receivedBytes: tree.length });
    expect(offsets).toEqual([0, 2 * CHUNK, 7 * CHUNK]);
    await expectFiles(files);
  });

  it('begins anew where the tree is another one meanwhile, and keeps nothing of the old', async () => {
    const { way, offsets } = fakeTree([tree, grown], [2 * CHUNK]);
    expect(await copy(way)).toMatchObject({ state: 'verified', sha256: sha256Of(grown) });
    expect(offsets).toEqual([0, 2 * CHUNK, 0]);
    await expectFiles({ ...files, a: 'changed'.repeat(400) });
  });

  it('begins anew where a stream is made that was never made before, and says so', async () => {
    const other = tarOf({ b: files.b, a: files.a, c: files.c });
    const { way, offsets } = fakeTree([tree, other], [2 * CHUNK]);
    expect(await copy(way)).toMatchObject({ state: 'verified' });
    expect(offsets).toEqual([0, 2 * CHUNK, 0]);
    await expectFiles(files);
  });

  describe('after a pause or a restart of the app', () => {
    /** Stopped once so many bytes are here. */
    async function stopAt(bytes: number): Promise<void> {
      const stop = new AbortController();
      const { way } = fakeTree([tree], []);
      const archive: TargetFiles['archive'] = (file, offset, signal) => {
        const content = way.archive(file, offset, signal);
        async function* output(): AsyncGenerator<Uint8Array> {
          let sent = 0;
          for await (const part of content.output) {
            yield part;
            sent += part.length;
            if (sent < bytes) continue;
            stop.abort('paused');
            throw new AppError('CANCELLED', 'stopped', {});
          }
        }
        return { output: output(), end: content.end };
      };
      await expect(copy({ ...way, archive }, stop.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
      expect((await readdir(folder)).sort()).toEqual(['log.part', 'log.stream']);
    }

    // In the middle of a header all of it is asked for once more.
    it.each([
      [1, CHUNK],
      [2, 2 * CHUNK],
      [5, 5 * CHUNK],
      [6, 6 * CHUNK],
      [9, 9 * CHUNK],
      [14, 19 * 512],
    ])('goes on at the byte, from what is on the disk (%d)', async (chunks, offset) => {
      await stopAt(chunks * CHUNK);
      const { way, offsets } = fakeTree([tree], []);
      const change = await copy(way);
      expect(change).toMatchObject({ state: 'verified', sha256: sha256Of(tree), receivedBytes: tree.length });
      expect(change.leftOut).toBe(0);
      expect(offsets).toEqual([offset]);
      await expectFiles(files);
    });

    it('goes on where what is here ends, if the last of it has not reached the disk', async () => {
      await stopAt(9 * CHUNK);
      await truncate(join(folder, 'log.part', 'b'), 100);
      const { way, offsets } = fakeTree([tree], []);
      expect(await copy(way)).toMatchObject({ state: 'verified' });
      // Two headers, all of the first file with what fills up its block.
      expect(offsets).toEqual([512 + 3072 + 512 + 100]);
      await expectFiles(files);
    });

    it.each([
      ['a file was written to', () => writeFile(join(folder, 'log.part', 'a'), 'b'.repeat(3000))],
      ['a file is gone', () => unlink(join(folder, 'log.part', 'a'))],
      ['the headers are nonsense', () => writeFile(join(folder, 'log.stream'), 'x'.repeat(2000))],
      ['the headers are gone', () => unlink(join(folder, 'log.stream'))],
      ['a directory took a file’s place', () => rm(join(folder, 'log.part'), { recursive: true })],
      ['there is more than there was', () => appendFile(join(folder, 'log.part', 'b'), 'more')],
    ])('is verified and whole, whatever has happened here meanwhile: %s', async (_what, happen) => {
      await stopAt(9 * CHUNK);
      await happen();
      const { way } = fakeTree([tree], []);
      expect(await copy(way)).toMatchObject({ state: 'verified', sha256: sha256Of(tree) });
      await expectFiles(files);
    });

    it('keeps nothing of a tree that is another one meanwhile, and says that it begins anew', async () => {
      await stopAt(9 * CHUNK);
      const { way, offsets } = fakeTree([grown], []);
      expect(await copy(way)).toMatchObject({ state: 'verified', sha256: sha256Of(grown) });
      expect(offsets).toEqual([9 * CHUNK, 0]);
      await expectFiles({ ...files, a: 'changed'.repeat(400) });
      expect(told.some(({ isAnew }) => isAnew === true)).toBe(true);
    });

    it('begins anew by another way, and from another directory', async () => {
      for (const change of [{ way: 'shell' as const }, { state: () => Promise.resolve(STATE) }]) {
        start = undefined;
        await rm(join(folder, 'log'), { recursive: true, force: true });
        await stopAt(9 * CHUNK);
        const { way, offsets } = fakeTree([tree], [], change);
        expect(await copy(way)).toMatchObject({ state: 'verified' });
        expect(offsets).toEqual([0]);
        await expectFiles(files);
      }
    });
  });

  it('never calls what does not agree verified', async () => {
    const { way } = fakeTree([tree], []);
    const lying: TargetFiles['archive'] = (file, offset, signal) => {
      const content = way.archive(file, offset, signal);
      return { ...content, end: content.end.then((end) => ({ ...end, sha256: sha256Of(Buffer.of(1)) })) };
    };
    await expect(copy({ ...way, archive: lying })).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    expect((await readdir(folder)).sort()).toEqual(['log.part', 'log.stream']);
  });
});
