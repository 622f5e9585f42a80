import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { copyFolder } from '../../../../../main/files/transfers/copy-folder.ts';
import type { TargetFiles } from '../../../../../main/files/target-files.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import { fakeTarget, sha256Of, SOURCE } from './fake-target.ts';

const CHUNK = 700;

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
    folder = await mkdtemp(join(tmpdir(), 'copy-folder-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  function copy(way: TargetFiles) {
    const options = {
      source: SOURCE,
      folder,
      fileName: 'log',
      chooseWay: () => Promise.resolve(way),
      pause: () => Promise.resolve(),
      tell: () => undefined,
      progress: () => undefined,
      onStart: () => Promise.resolve(),
      start: undefined,
      resumed: 0,
    };
    return copyFolder(options, new AbortController().signal);
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

  it('begins anew after each cut where the stream is never made twice alike', async () => {
    const { way, offsets } = fakeTree([tree], [2 * CHUNK], { resumesArchives: false });
    expect(await copy(way)).toMatchObject({ state: 'verified' });
    expect(offsets).toEqual([0, 0]);
    await expectFiles(files);
  });

  it('never calls what does not agree verified', async () => {
    const { way } = fakeTree([tree], []);
    const lying: TargetFiles['archive'] = (file, offset, signal) => {
      const content = way.archive(file, offset, signal);
      return { ...content, end: content.end.then((end) => ({ ...end, sha256: sha256Of(Buffer.of(1)) })) };
    };
    await expect(copy({ ...way, archive: lying })).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    expect(await readdir(folder)).toEqual(['log.part']);
  });
});
