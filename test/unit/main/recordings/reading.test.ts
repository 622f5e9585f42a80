import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { FromReading } from '../../../../main/recordings/messages.ts';
import { startReading } from '../../../../main/recordings/reading.ts';
import { writeChunk } from '../../../support/jfr-writer.ts';

const CHUNK = writeChunk({ stacks: [['Main.run']], events: [{ type: 'sample', at: 10, stack: 1 }] });

describe('a recording\u2019s thread', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kesako-reading-'));
    await writeFile(join(folder, 'run.jfr'), CHUNK);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function toldWhileReading(): Promise<readonly FromReading[]> {
    const told: FromReading[] = [];
    const request = { path: join(folder, 'run.jfr'), fileName: 'run.jfr', overviews: join(folder, 'overviews') };
    await startReading(request, (message) => told.push(structuredClone(message))).read;
    return told;
  }

  it('tells the overview before it reads, of a recording that it read before with what it saw then', async () => {
    const [first, ...others] = await toldWhileReading();
    expect(first).toMatchObject({
      type: 'overview',
      overview: { complete: false, events: 0, index: { state: 'whole' } },
    });
    expect(others.map((message) => message.type)).toEqual(['state', 'overview', 'state']);
    expect(others.at(-2)).toMatchObject({ overview: { complete: true, events: 3 } });
    expect(others.at(-1)).toMatchObject({ state: { phase: 'ready' } });
    const [again] = await toldWhileReading();
    expect(again).toMatchObject({ type: 'overview', overview: { complete: false, events: 3 } });
  });
});
