import { describe, expect, it } from 'vitest';

import type { Transfer } from '../../../../preload/contract/index.ts';
import { isWhole, transferWords } from '../../../../renderer/files/transfer-words.ts';
import { podRef } from '../debug/pod-detail.ts';

const transfer: Transfer = {
  id: 'one',
  source: { ...podRef, container: 'debugger', pid: 1, path: '/tmp/record.jfr' },
  fileName: 'record.jfr',
  isFolder: false,
  sizeBytes: 100 * 1024 * 1024,
  receivedBytes: 61 * 1024 * 1024,
  bytesPerSecond: 8 * 1024 * 1024,
  startedAt: '2026-01-01T00:00:00Z',
  state: 'reading',
  resumed: 0,
  kubectl: '',
};

describe('transferWords', () => {
  it('says how far, how fast and how long yet', () => {
    expect(transferWords(transfer)).toMatchObject({ title: '61 % · 8.0 MiB/s · 5 s', fact: '61 MiB of 100 MiB' });
  });

  it('calls good only what both ends agree on', () => {
    const hash = `1f3a9c${'0'.repeat(54)}e07b`;
    expect(transferWords({ ...transfer, state: 'verified', sha256: hash })).toEqual({
      state: 'good',
      title: 'verified',
      fact: 'sha256 1f3a9c…e07b both ends · 100 MiB',
    });
    expect(transferWords({ ...transfer, state: 'sizeOnly' }).state).not.toBe('good');
    expect(transferWords({ ...transfer, state: 'changed' }).state).not.toBe('good');
  });

  it('says that a copy is gone, and where another one is or was', () => {
    const gone = { ...transfer, state: 'verified', isGone: true } as const;
    expect(transferWords(gone)).toMatchObject({ state: 'bad', title: 'gone from the disk' });
    expect(transferWords({ ...gone, savedAs: '/home/a' }).fact).toContain('saved as /home/a ·');
    expect(transferWords({ ...gone, savedAs: '/home/a', isSavedGone: true }).fact).toContain('/home/a, gone too');
    expect([isWhole(gone), isWhole({ ...transfer, state: 'verified' })]).toEqual([false, true]);
  });

  it('does not promise an end while nothing comes', () => {
    expect(transferWords({ ...transfer, bytesPerSecond: 0 }).title).toBe('61 %');
  });
});
