import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { readAhead } from '../../../../../../main/jvm/jfr/reader/read-ahead.ts';
import { fileSource } from '../../../../../../main/jvm/jfr/source/file-source.ts';
import { walkChunks, type FoundChunk } from '../../../../../../main/jvm/jfr/source/walk-chunks.ts';
import { writeChunk } from '../../../../../support/jfr-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kesako-read-ahead-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('readAhead', () => {
  it('has the next chunk on its way before anybody goes through the one before', async () => {
    const path = join(folder, 'three.jfr');
    const chunk = writeChunk({ stacks: [], events: [{ type: 'sample', at: 1, stack: 0 }] });
    writeFileSync(path, Buffer.concat([chunk, chunk, chunk]));
    const file = await fileSource(path);
    const begun: number[] = [];
    const source: typeof file = {
      ...file,
      read: (offset, length, room) =>
        file.read(offset, length, (bytes) => {
          begun.push(offset / chunk.length);
          return room?.(bytes) ?? new Uint8Array(bytes);
        }),
    };
    const chunks: FoundChunk[] = [];
    for await (const found of walkChunks(file, 0, () => undefined)) chunks.push(found);
    const memories = readAhead(source, chunks);
    expect(begun).toEqual([0]);
    const seen: (readonly number[])[] = [];
    for await (const memory of memories) {
      expect(memory?.bytes).toEqual(chunk);
      seen.push([...begun]);
    }
    expect(seen).toEqual([
      [0, 1],
      [0, 1, 2],
      [0, 1, 2],
    ]);
    await file.close();
  });
});
