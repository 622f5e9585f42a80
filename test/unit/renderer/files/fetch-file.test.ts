import { describe, expect, it } from 'vitest';

import type { FileRef, Transfer } from '../../../../preload/contract/index.ts';
import { fetchFile, type FetchedFile } from '../../../../renderer/files/fetch-file.ts';

const FILE: FileRef = { context: 'c', kubeNamespace: 'n', pod: 'p', container: 'd', pid: 1, path: '/tmp/a.jfr' };
const NOW = { sizeBytes: 10, modifiedAt: '2026-01-01T10:00:00.000Z' };

function transfer(change: Partial<Transfer>): Transfer {
  return {
    id: 'old',
    source: FILE,
    isFolder: false,
    fileName: 'a.jfr',
    sizeBytes: 10,
    receivedBytes: 0,
    bytesPerSecond: 0,
    startedAt: '2026-01-01T11:00:00.000Z',
    state: 'verified',
    resumed: 0,
    kubectl: '',
    ...change,
  };
}

/** The lists as they would be told; a download adds `new`. */
async function fetch(lists: readonly (readonly Transfer[])[], wanted: FetchedFile) {
  const asked: FileRef[] = [];
  const seen: string[] = [];
  const files = {
    transfers: () => [...lists] as never,
    download: (file: FileRef) => {
      asked.push(file);
      return Promise.resolve({ transfer: 'new' });
    },
  };
  const signal = new AbortController().signal;
  const whole = await fetchFile(files, wanted, { signal, onProgress: ({ state }) => seen.push(state) });
  return { id: whole.id, asked, seen };
}

describe('a file that is to be here', () => {
  it('is copied, and followed until the copy is whole', async () => {
    const states = ['queued', 'reading', 'verifying', 'verified'] as const;
    const lists = [[], ...states.map((state) => [transfer({ id: 'new', state })])];
    expect(await fetch(lists, { file: FILE })).toEqual({ id: 'new', asked: [FILE], seen: states });
  });

  it('is not copied twice if it has not changed since, or is on its way', async () => {
    expect(await fetch([[transfer({})]], { file: FILE, now: NOW })).toMatchObject({ id: 'old', asked: [] });
    const running = [transfer({ state: 'reading' })];
    expect(await fetch([running, [transfer({})]], { file: FILE })).toMatchObject({ id: 'old', asked: [] });
  });

  it.each([
    ['written to since', { now: { ...NOW, modifiedAt: '2026-01-01T11:00:01.000Z' } }],
    ['larger', { now: { ...NOW, sizeBytes: 11 } }],
    ['not known in its state', {}],
    ['of another process', { file: { ...FILE, pid: 2 }, now: NOW }],
  ])('is copied anew where it is %s', async (_, change) => {
    const lists = [[transfer({})], [transfer({}), transfer({ id: 'new' })]];
    expect(await fetch(lists, { file: FILE, ...change })).toMatchObject({ id: 'new' });
  });

  it('says why there is no whole copy', async () => {
    const problem = { code: 'PATH_NOT_FOUND', message: 'It has gone.', data: { path: '/tmp/a.jfr' } } as const;
    const failed = transfer({ id: 'new', state: 'failed', problem });
    await expect(fetch([[], [failed]], { file: FILE })).rejects.toMatchObject({ message: 'It has gone.' });
    const changed = transfer({ id: 'new', state: 'changed', change: 'grew' });
    await expect(fetch([[], [changed]], { file: FILE })).rejects.toMatchObject({ message: /it only grew/ });
    await expect(fetch([[]], { file: FILE })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
