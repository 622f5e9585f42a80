import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RecordingState } from '../../../../preload/contract/index.ts';
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

  it('reads a file again that has grown, answers what was asked before, and says when it is finished', async () => {
    const path = join(folder, 'live.jfr');
    const chunk = (samples: number, state: number): Uint8Array =>
      writeChunk({
        stacks: [['Main.run']],
        events: Array.from({ length: samples }, (_, at) => ({ type: 'sample', at, stack: 1 })),
        state,
      });
    await writeFile(path, chunk(2, 3));
    const states: RecordingState[] = [];
    const answers: unknown[] = [];
    let heard = (): void => undefined;
    const reading = startReading({ path, fileName: 'live.jfr', overviews: join(folder, 'overviews') }, (message) => {
      if (message.type === 'state') states.push(message.state);
      if (message.type === 'answer') answers.push(message.value);
      heard();
    });
    const until = async (isThere: () => boolean): Promise<void> => {
      while (!isThere()) await new Promise<void>((resolve) => (heard = resolve));
    };
    await reading.read;
    expect(states.at(-1)).toMatchObject({ phase: 'ready', readings: 1, index: { state: 'growing' } });

    const input = { recording: 'live', of: 'cpu', count: false, limit: 10 } as const;
    await writeFile(path, chunk(5, 4));
    reading.hear({ type: 'ask', id: 1, question: 'hotMethods', input });
    reading.hear({ type: 'follow', follows: true });
    await until(() => states.at(-1)?.readings === 2 && answers.length === 1);
    expect(states.at(-1)).toMatchObject({ phase: 'ready', index: { state: 'growing' } });
    expect(answers[0]).toMatchObject({ total: 2 });

    reading.hear({ type: 'follow', follows: false });
    await writeFile(path, chunk(7, 0));
    reading.hear({ type: 'follow', follows: true });
    await until(() => states.at(-1)?.readings === 3);
    expect(states.at(-1)).toMatchObject({ phase: 'ready', index: { state: 'whole' } });
    reading.hear({ type: 'ask', id: 2, question: 'hotMethods', input });
    await until(() => answers.length === 2);
    expect(answers[1]).toMatchObject({ total: 7 });
  });
});
