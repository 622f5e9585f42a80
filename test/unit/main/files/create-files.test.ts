import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createFiles, type Files } from '../../../../main/files/index.ts';
import type { FileRef, Transfer } from '../../../../preload/contract/files.ts';
import type { RequestContext } from '../../../../preload/contract/kinds.ts';
import { fakeCluster } from '../../../support/fake-cluster.ts';

const CONTENT = 'content';
const SUM = createHash('sha256').update(CONTENT).digest('hex');
const RECORD = '81a4 0 0 7 1795478862 7 27 2026-11-23 23:27:42.5 +0000 2026-11-23 23:27:42.5 +0000';
const SOURCE: FileRef = { context: 'lab', kubeNamespace: 'shop', pod: 'p', container: 'd', pid: 1, path: "/tmp/it's" };

interface Window {
  readonly context: RequestContext;
  end(): Promise<void>;
}

function openWindow(id: string): Window {
  let dispose: () => void | Promise<void> = () => undefined;
  const onEnd = (given: () => void | Promise<void>): (() => void) => {
    dispose = given;
    return () => undefined;
  };
  return { context: { signal: new AbortController().signal, session: { id, onEnd } }, end: async () => dispose() };
}

describe('copies of a window', () => {
  let folder: string;
  let files: Files;
  const own = `run-${String(process.pid)}`;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'));
    const cluster = fakeCluster({
      run: (command) =>
        command.some((argument) => argument.includes('sha256sum'))
          ? { stdout: CONTENT, stderr: `B ${RECORD}\nS ${SUM}\nA ${RECORD}\n` }
          : { stdout: `/tmp/it's\0${RECORD}\n\0` },
    });
    files = createFiles({ clusterOf: () => cluster, folder, log: { info: () => undefined } });
  });
  afterEach(async () => {
    await files.dispose();
    await rm(folder, { recursive: true });
  });

  async function copy({ context }: Window): Promise<Transfer> {
    const { transfer } = await files.service.download(SOURCE, context);
    for await (const list of files.service.transfers({}, context)) {
      const found = list.find(({ id }) => id === transfer);
      if (found?.finishedAt !== undefined) return found;
    }
    throw new Error('forgotten');
  }

  it('are given to their own window, and to who may ask for any', async () => {
    const { id } = await copy(openWindow('mine'));
    const staged = { fileName: "it's", path: join(folder, own, id, "it's") };
    expect(files.verifiedFile(id, 'mine')).toEqual(staged);
    expect(files.anyVerifiedFile(id)).toEqual(staged);
    expect(() => files.verifiedFile(id, 'other')).toThrow('no such transfer');
    expect(() => files.savedFile(id, 'other')).toThrow('no such transfer');
    expect(() => files.anyVerifiedFile('../../etc/passwd')).toThrow('no such transfer');
  });

  it('cannot be touched by another window', async () => {
    const { id } = await copy(openWindow('mine'));
    const { context } = openWindow('other');
    for (const method of ['cancel', 'retry', 'discard'] as const) {
      await expect(files.service[method]({ transfer: id }, context)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    files.setSaved(id, 'other', '/elsewhere');
    expect(files.savedFile(id, 'mine')).toBeUndefined();
  });

  it('say what kubectl would be told', async () => {
    const { kubectl } = await copy(openWindow('mine'));
    expect(kubectl).toContain("exec p -c d -- cat '/proc/1/root/tmp/it'\\''s' > 'it'\\''s'");
  });

  it('remember where they were saved, and are forgotten when discarded', async () => {
    const mine = openWindow('mine');
    const { id } = await copy(mine);
    files.setSaved(id, 'mine', '/home/f');
    expect(files.savedFile(id, 'mine')).toBe('/home/f');
    await files.service.discard({ transfer: id }, mine.context);
    expect(() => files.verifiedFile(id, 'mine')).toThrow('no such transfer');
    expect(await readdir(join(folder, own))).toEqual([]);
  });

  it('end with their window, and those of another stay', async () => {
    const [mine, other] = [openWindow('mine'), openWindow('other')];
    const { id } = await copy(mine);
    const { id: kept } = await copy(other);
    await mine.end();
    expect(() => files.anyVerifiedFile(id)).toThrow('no such transfer');
    expect(await readdir(join(folder, own))).toEqual([kept]);
  });

  it('leave nothing behind when a window has ended already', async () => {
    const ended = openWindow('gone');
    const session = {
      id: 'gone',
      onEnd: (): never => {
        throw new Error('The session has ended.');
      },
    };
    const started = Promise.resolve().then(() => files.service.download(SOURCE, { ...ended.context, session }));
    await expect(started).rejects.toThrow('ended');
    expect(() => files.savedFile('any', 'gone')).toThrow('no such transfer');
    await files.dispose();
    expect(await readdir(folder)).toEqual([]);
  });

  it('are all gone after the app', async () => {
    await copy(openWindow('mine'));
    await files.dispose();
    expect(await readdir(folder)).toEqual([]);
  });
});
