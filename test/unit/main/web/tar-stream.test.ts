import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { tarReader } from '../../../../main/files/transfers/read-tar.ts';
import { tarStream } from '../../../../main/web/tar-stream.ts';

describe('tarStream', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tar-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives a folder with all that is in it, whatever it is called', async () => {
    const long = 'n'.repeat(200);
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'sub', long), 'long');
    await writeFile(join(folder, 'grüße'), 'x'.repeat(1000), { mode: 0o755 });
    await writeFile(join(folder, 'empty'), '');
    const seen: string[] = [];
    const reader = tarReader({
      entry: ({ type, path, sizeBytes, mode }) => {
        seen.push(`${type} ${Buffer.from(path).toString()} ${String(sizeBytes)} ${mode.toString(8)}`);
        return Promise.resolve();
      },
      content: () => Promise.resolve(),
      fileEnd: () => Promise.resolve(),
      structure: () => Promise.resolve(),
    });
    for await (const bytes of tarStream(folder, 'logs')) await reader.push(bytes);
    reader.end();
    expect(seen).toEqual([
      'directory logs/ 0 755',
      'file logs/empty 0 644',
      'file logs/grüße 1000 755',
      'directory logs/sub/ 0 755',
      `file logs/sub/${long} 4 644`,
    ]);
  });
});
