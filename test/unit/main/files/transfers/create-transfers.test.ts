import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createTransfers, type Transfers } from '../../../../../main/files/transfers/create-transfers.ts';
import type { Transfer } from '../../../../../preload/contract/files.ts';
import { fakeTarget, type FakeTarget, sha256Of, SOURCE } from './fake-target.ts';

describe('createTransfers', () => {
  const content = randomBytes(20_000);
  const never = new AbortController().signal;
  let folder: string;
  let target: FakeTarget;
  let transfers: Transfers;

  function start(): Transfers {
    return createTransfers({
      chooseWay: () => Promise.resolve(target),
      folder,
      log: { info: () => undefined },
      now: () => new Date(),
      pause: () => Promise.resolve(),
    });
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'transfers-'));
    target = fakeTarget(Buffer.from(content));
    transfers = start();
  });
  afterEach(async () => {
    await transfers.dispose();
    await rm(folder, { recursive: true });
  });

  async function until(id: string, is: (transfer: Transfer) => boolean): Promise<Transfer> {
    for await (const all of transfers.watch(never)) {
      const found = all.find((transfer) => transfer.id === id);
      if (found !== undefined && is(found)) return found;
    }
    throw new Error('forgotten');
  }
  const inState = (id: string, ...states: readonly Transfer['state'][]): Promise<Transfer> =>
    until(id, ({ state }) => states.includes(state));

  /** A reading that stands still in the middle until it is let go. */
  function hold(at = 10_000): { readonly reached: Promise<unknown>; go(): void } {
    const reached = Promise.withResolvers<undefined>();
    const letGo = Promise.withResolvers<undefined>();
    target.beforeChunk = async (now) => {
      if (now !== at) return;
      reached.resolve(undefined);
      await letGo.promise;
    };
    return { reached: reached.promise, go: () => letGo.resolve(undefined) };
  }

  it('hands out a copy once it is proven, not before', async () => {
    const held = hold();
    const { id } = await transfers.download(SOURCE, never);
    await held.reached;
    expect(() => transfers.verifiedFile(id)).toThrow('not complete');
    held.go();
    await expect(inState(id, 'verified')).resolves.toMatchObject({ sha256: sha256Of(content), receivedBytes: 20_000 });
    const { path, fileName } = transfers.verifiedFile(id);
    expect([fileName, (await readFile(path)).equals(content)]).toEqual(['log', true]);
    expect(() => transfers.verifiedFile('../../etc/passwd')).toThrow('no such transfer');
  });

  it('tells with the row what may not be opened, and what is gone, also after a restart', async () => {
    target.bytes = Buffer.from('#!/bin/sh\n');
    const { id } = await transfers.download(SOURCE, never);
    await expect(inState(id, 'verified')).resolves.toMatchObject({
      openRefusal: expect.stringMatching(/log is a program/),
    });
    const saved = join(folder, 'saved.log');
    await writeFile(saved, 'text');
    transfers.setSaved(id, saved);
    const renamed = await until(id, ({ savedAs, openRefusal }) => savedAs === saved && openRefusal === undefined);
    expect(renamed).not.toHaveProperty('isSavedGone');
    await transfers.dispose();
    await rm(transfers.verifiedFile(id).path);
    await rm(saved);
    transfers = start();
    await until(id, ({ isGone, isSavedGone }) => isGone === true && isSavedGone === true);
    // Who looks later sees what is so then.
    await writeFile(transfers.verifiedFile(id).path, 'text');
    await until(id, ({ state, isGone }) => state === 'verified' && isGone === undefined);
  });

  it('works on three at a time, the others in their order', async () => {
    const held = hold();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await transfers.download(SOURCE, never)).id);
    await held.reached;
    await inState(ids[2]!, 'reading');
    await expect(inState(ids[4]!, 'queued')).resolves.toMatchObject({ fileName: 'log (5)' });
    held.go();
    for (const id of ids) await inState(id, 'verified');
  });

  it('pauses and goes on at the byte', async () => {
    const held = hold();
    const { id } = await transfers.download(SOURCE, never);
    await held.reached;
    const paused = transfers.pause(id);
    held.go();
    await paused;
    await inState(id, 'paused');
    target.beforeChunk = () => undefined;
    await transfers.resume(id);
    await inState(id, 'verified');
    expect(target.offsets).toEqual([0, 10_000]);
  });

  it('goes on after the app was started anew, and still has what was whole', async () => {
    const whole = await transfers.download(SOURCE, never);
    await inState(whole.id, 'verified');
    transfers.setSaved(whole.id, '/home/me/log');
    const held = hold();
    const { id } = await transfers.download(SOURCE, never);
    await held.reached;
    const ended = transfers.dispose();
    held.go();
    await ended;
    target.beforeChunk = () => undefined;

    transfers = start();
    await inState(id, 'paused');
    await inState(whole.id, 'verified');
    expect([transfers.verifiedFile(whole.id).fileName, transfers.savedFile(whole.id)]).toEqual(['log', '/home/me/log']);
    await transfers.resume(id);
    await expect(inState(id, 'verified')).resolves.toMatchObject({ sha256: sha256Of(content) });
    expect(target.offsets).toEqual([0, 0, 10_000]);
  });

  it('forgets at the start what nobody can go on with, and leaves the rest of the folder alone', async () => {
    await transfers.dispose();
    const broken = '11111111-2222-4333-8444-555555555555';
    await mkdir(join(folder, broken));
    await writeFile(join(folder, broken, 'transfer.json'), '{"version": 1, "transfer": {"fileName": "../../x"}}');
    await mkdir(join(folder, 'of-somebody-else'));
    transfers = start();
    await transfers.download(SOURCE, never);
    expect(await readdir(folder)).toContain('of-somebody-else');
    expect(await readdir(folder)).not.toContain(broken);
  });

  it('leaves nothing of what was cancelled or forgotten', async () => {
    const held = hold();
    const { id } = await transfers.download(SOURCE, never);
    await held.reached;
    const cancelled = transfers.cancel(id);
    held.go();
    await cancelled;
    await inState(id, 'cancelled');
    expect(await readdir(folder)).toEqual([]);
    target.beforeChunk = () => undefined;
    await transfers.retry(id);
    await inState(id, 'verified');
    await transfers.discard(id);
    expect(await readdir(folder)).toEqual([]);
    expect(() => transfers.verifiedFile(id)).toThrow('no such transfer');
  });

  it('keeps a file that only grew as it was at the start, if its beginning is still the same', async () => {
    const grow = (at: number): void => {
      if (at === 10_000) target.bytes = Buffer.concat([target.bytes, Buffer.from('more')]);
    };
    target.beforeChunk = grow;
    const { id } = await transfers.download(SOURCE, never);
    await expect(inState(id, 'changed')).resolves.toMatchObject({ change: 'grew' });
    await transfers.keepEarlierState(id, never);
    await expect(inState(id, 'verified')).resolves.toMatchObject({ isEarlierState: true, sha256: sha256Of(content) });
    expect((await readFile(transfers.verifiedFile(id).path)).equals(content)).toBe(true);

    target.bytes = Buffer.from(content);
    const other = await transfers.download(SOURCE, never);
    await inState(other.id, 'changed');
    target.bytes = Buffer.concat([Buffer.from('x'), target.bytes.subarray(1)]);
    await expect(transfers.keepEarlierState(other.id, never)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });
});
