import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { memorySource, overview, readRecording, type Recording } from '../../../../main/jvm/jfr/index.ts';
import { contentName, createKnownOverviews } from '../../../../main/recordings/known-overviews.ts';
import { writeChunk } from '../../../support/jfr-writer.ts';

const bytes = writeChunk({ stacks: [['Main.run']], events: [{ type: 'sample', at: 10, stack: 1 }] });
const read = (): Promise<Recording> => readRecording(memorySource(bytes));

describe('overviews of recordings that were read before', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kesako-overviews-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are found again by what is in the file', async () => {
    const recording = await read();
    const seen = overview(recording, 'run.jfr');
    const known = createKnownOverviews(folder);
    expect(await known.find(contentName(recording))).toBeUndefined();
    await known.keep(contentName(recording), seen);
    expect(await known.find(contentName(await read()))).toEqual(JSON.parse(JSON.stringify(seen)));
  });

  it('are others when the file has grown or a chunk was flushed', async () => {
    const recording = await read();
    const name = contentName(recording);
    expect(contentName({ ...recording, sizeBytes: recording.sizeBytes + 1 })).not.toBe(name);
    const flushed = recording.chunks.map((each) => ({ ...each, header: { ...each.header, durationNanos: 7 } }));
    expect(contentName({ ...recording, chunks: flushed })).not.toBe(name);
  });

  it('are not found where the kept file is damaged or of another version', async () => {
    const known = createKnownOverviews(folder);
    await writeFile(join(folder, 'damaged.json'), '{"version":1,"overview":{');
    await writeFile(join(folder, 'other.json'), '{"version":0,"overview":{}}');
    expect(await known.find('damaged')).toBeUndefined();
    expect(await known.find('other')).toBeUndefined();
  });

  it('are kept for the last hundred', async () => {
    const seen = overview(await read(), 'run.jfr');
    const known = createKnownOverviews(folder);
    for (let index = 0; index < 104; index += 1) await known.keep(`kept-${String(index)}`, seen);
    expect((await readdir(folder)).length).toBe(100);
    expect(await known.find('kept-103')).toBeDefined();
  });
});
