import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { runTransfer } from '../../../../main/files/transfer.ts';
import type { FileRef, Transfer } from '../../../../preload/contract/files.ts';
import { fakeCluster, type FakeCommandResult } from '../../../support/fake-cluster.ts';

const CONTENT = Buffer.from('three chunks of a file');
const SUM = createHash('sha256').update(CONTENT).digest('hex');
const SOURCE: FileRef = { context: 'lab', kubeNamespace: 'default', pod: 'p', container: 'd', pid: 1, path: '/f' };

const record = ({ size = CONTENT.length, inode = 7, mode = '81a4' } = {}): string =>
  `${mode} 0 0 ${String(size)} 1795478862 ${String(inode)} 27 2026-11-23 23:27:42.5 +0000 2026-11-23 23:27:42.5 +0000`;
const told = (before: string, sum?: string, after = before): string =>
  `B ${before}\n${sum === undefined ? '' : `S ${sum}\n`}A ${after}\n`;

describe('a copy', () => {
  let folder: string;
  let changes: Partial<Transfer>;
  let pauses: number[];
  let states: unknown[];
  let good: string | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'transfer-'));
    [changes, pauses, states, good] = [{}, [], [], undefined];
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** `attempt` is given the offset that is asked for and which attempt it is. */
  async function run(
    attempt: (offset: number, number: number) => FakeCommandResult,
    { first = record(), signal = new AbortController().signal } = {},
  ): Promise<boolean> {
    let number = 0;
    const cluster = fakeCluster({
      run: (command) => {
        if (!command.some((argument) => argument.includes('sha256sum'))) return { stdout: `/f\0${first}\n\0` };
        number += 1;
        return attempt(Number(command.at(-2)), number);
      },
    });
    const tell = (change: Partial<Transfer>): void => {
      changes = { ...changes, ...change };
      if (change.state !== undefined) states.push(change.state);
    };
    const onGood = (path: string): void => {
      good = path;
    };
    const pause = (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds);
      return Promise.resolve();
    };
    return runTransfer({ cluster, source: SOURCE, folder, fileName: 'f', pause, tell, onGood }, signal);
  }

  it('is verified when both ends have the same sum, and only then has its name', async () => {
    expect(await run(() => ({ stdout: CONTENT, stderr: told(record(), SUM) }))).toBe(true);
    expect(changes).toMatchObject({ state: 'verified', sha256: SUM, remoteSha256: SUM, receivedBytes: CONTENT.length });
    expect(states).toEqual(['reading', 'verifying', 'verified']);
    expect(good).toBe(join(folder, 'f'));
    expect(await readFile(join(folder, 'f'))).toEqual(CONTENT);
    if (process.platform !== 'win32') expect((await stat(join(folder, 'f'))).mode & 0o777).toBe(0o600);
  });

  it('is known by its size alone where the container has no tool for a sum', async () => {
    expect(await run(() => ({ stdout: CONTENT, stderr: told(record()) }))).toBe(true);
    expect(changes).toMatchObject({ state: 'sizeOnly', sha256: SUM });
    expect(changes.remoteSha256).toBeUndefined();
  });

  it('goes on where it was when the server says success after a part', async () => {
    const offsets: number[] = [];
    const result = await run((offset) => {
      offsets.push(offset);
      return { stdout: CONTENT.subarray(offset, offset + 8), stderr: told(record(), SUM) };
    });
    expect([result, offsets, changes.resumed]).toEqual([true, [0, 8, 16], 2]);
    expect(await readFile(join(folder, 'f'))).toEqual(CONTENT);
  });

  it('goes on after any number of lost connections that each brought something', async () => {
    const result = await run((offset) => {
      const end = { reason: 'lost', receivedBytes: 1 } as const;
      const isLast = offset === CONTENT.length - 1;
      const stdout = CONTENT.subarray(offset, offset + 1);
      return isLast ? { stdout, stderr: told(record(), SUM) } : { stdout, stderr: `B ${record()}\n`, end };
    });
    expect([result, changes.resumed, new Set(pauses)]).toEqual([true, CONTENT.length - 1, new Set([250])]);
  });

  it('is given up after five attempts that brought nothing', async () => {
    expect(await run(() => ({ end: { reason: 'lost', receivedBytes: 0 } }))).toBe(false);
    expect(changes).toMatchObject({ state: 'failed', problem: { code: 'STREAM_CUT' }, resumed: 4 });
    expect(pauses).toEqual([250, 1_000, 3_000, 8_000]);
  });

  it.each([
    ['was another before it began', told(record({ inode: 8 }), SUM)],
    ['is another at its end', told(record(), SUM, record({ size: 99 }))],
  ])('is never good of a file that %s', async (_name, stderr) => {
    expect(await run(() => ({ stdout: CONTENT, stderr }))).toBe(false);
    expect(changes).toMatchObject({ state: 'changed', problem: { code: 'FILE_CHANGED' } });
    expect([good, await readdir(folder)]).toEqual([undefined, ['f.part']]);
  });

  it('is never put together from two files', async () => {
    const result = await run((offset, number) =>
      number === 1
        ? { stdout: CONTENT.subarray(0, 8), stderr: `B ${record()}\n`, end: { reason: 'lost', receivedBytes: 8 } }
        : { stdout: CONTENT.subarray(offset), stderr: told(record({ inode: 8 }), SUM) },
    );
    expect([result, changes.state]).toEqual([false, 'changed']);
  });

  it('is never good with another sum, or with more than was there', async () => {
    const other = '0'.repeat(64);
    expect(await run(() => ({ stdout: CONTENT, stderr: told(record(), other) }))).toBe(false);
    expect(changes).toMatchObject({ state: 'failed', problem: { code: 'CHECKSUM_MISMATCH' } });
    await rm(join(folder, 'f.part'));
    const more = Buffer.concat([CONTENT, CONTENT]);
    expect(await run(() => ({ stdout: more, stderr: told(record(), SUM) }))).toBe(false);
    expect(changes.state).toBe('changed');
  });

  it('fails when the command does, whatever came before', async () => {
    expect(
      await run(() => ({ stdout: CONTENT, stderr: told(record(), SUM), end: { reason: 'exited', code: 1 } })),
    ).toBe(false);
    expect(changes).toMatchObject({ state: 'failed', problem: { code: 'COMMAND_FAILED' } });
  });

  it('is not begun for what is no file, or what the disk has no room for', async () => {
    const unexpected = (): FakeCommandResult => {
      throw new Error('copied');
    };
    expect(await run(unexpected, { first: record({ mode: '1180' }) })).toBe(false);
    expect(changes).toMatchObject({ state: 'failed', problem: { code: 'NOT_A_FILE' } });
    await rm(join(folder, 'f.part'), { force: true });
    expect(await run(unexpected, { first: record({ size: Number.MAX_SAFE_INTEGER }) })).toBe(false);
    expect(changes).toMatchObject({ state: 'failed', problem: { code: 'TOO_LARGE' } });
  });

  it('is cancelled rather than failed when its person says so', async () => {
    const cancel = new AbortController();
    const result = await run(
      () => {
        cancel.abort();
        return { stdout: CONTENT, end: { reason: 'closed' } };
      },
      { signal: cancel.signal },
    );
    expect([result, changes.state, changes.problem]).toEqual([false, 'cancelled', undefined]);
  });
});
