import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createReadAhead, type Range, removeReadAhead } from '../../../../../main/files/transfers/read-ahead.ts';

describe('createReadAhead', () => {
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, place) => place % 251));
  const count = { wanted: 3, bytesPerSecond: 0 };
  let folder: string;
  let ranges: Range[];
  /** Each reading stands still until it is let go, or fails with what it is let go with. */
  let held: PromiseWithResolvers<Error | undefined>[];
  let given: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-ahead-'));
    ranges = [];
    held = [];
    given = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const start = (spare = 5): ReturnType<typeof createReadAhead> =>
    createReadAhead({
      path: join(folder, 'log.part'),
      sizeBytes: bytes.length,
      leastPartBytes: 100,
      takeTurn: () => {
        if (given === spare) return undefined;
        given += 1;
        return () => (given -= 1);
      },
      read: async (range, write) => {
        ranges.push(range);
        const { offset, end } = range;
        await write(bytes.subarray(offset, Math.min(end, offset + 40)));
        const hold = Promise.withResolvers<Error | undefined>();
        held.push(hold);
        const error = await hold.promise;
        if (error !== undefined) throw error;
        await write(bytes.subarray(Math.min(end, offset + 40), end));
      },
    });
  const begun = (streams: number): Promise<unknown> => expect.poll(() => held.length).toBe(streams);

  it('gives parts in their order, whichever is here first', async () => {
    const ahead = start();
    ahead.tend(count, 50, true);
    await begun(2);
    expect([ahead.from, ahead.streams, ahead.receivedBytes]).toEqual([150, 2, 80]);
    expect(ranges).toEqual([
      { offset: 150, end: 250 },
      { offset: 250, end: 350 },
    ]);
    held[1]?.resolve(undefined);
    await expect.poll(() => ahead.receivedBytes).toBe(140);
    held[0]?.resolve(undefined);
    const got: Uint8Array[] = [];
    const take = (): Promise<void> =>
      ahead.takeFirst(
        (part) => Promise.resolve(void got.push(Buffer.from(part))),
        () => undefined,
      );
    await take();
    expect(ahead.from).toBe(250);
    await take();
    expect(Buffer.concat(got).equals(bytes.subarray(150, 350))).toBe(true);
    expect([ahead.from, ahead.receivedBytes, await readdir(folder), given]).toEqual([undefined, 0, [], 0]);
  });

  it('goes on at the byte with a part whose stream was lost', async () => {
    const ahead = start();
    ahead.tend({ ...count, wanted: 2 }, 0, true);
    await begun(1);
    held[0]?.resolve(new Error('cut'));
    await expect(
      ahead.takeFirst(
        () => Promise.resolve(),
        () => undefined,
      ),
    ).rejects.toThrow('cut');
    expect(() => ahead.check()).toThrow('cut');
    ahead.tend(count, 0, true);
    expect(ahead.streams).toBe(0);
    await ahead.stop();
    ahead.tend({ ...count, wanted: 1 }, 100, false);
    await begun(2);
    expect(ranges.at(-1)).toEqual({ offset: 140, end: 200 });
    held[1]?.resolve(undefined);
    await ahead.dispose();
  });

  it('reads no further than it may, nor without a turn', () => {
    const none = start(0);
    none.tend(count, 0, true);
    expect([none.from, none.streams]).toEqual([undefined, 0]);
    const last = start();
    last.tend(count, 850, true);
    expect([last.from, last.streams, given]).toEqual([undefined, 0, 0]);
  });

  it('leaves nothing behind, also of another run', async () => {
    const ahead = start();
    ahead.tend(count, 0, true);
    await begun(2);
    for (const { resolve } of held) resolve(new Error('stopped'));
    await ahead.dispose();
    for (const name of ['log.part', 'log.part-150', 'other.part-150']) await writeFile(join(folder, name), '');
    await removeReadAhead(join(folder, 'log.part'));
    expect((await readdir(folder)).sort()).toEqual(['log.part', 'other.part-150']);
  });
});
