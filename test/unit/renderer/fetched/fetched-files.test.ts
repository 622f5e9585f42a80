import { describe, expect, it } from 'vitest';

import type { RecentRecording, Transfer } from '../../../../preload/contract/index.ts';
import { fetchedRows, matches, sourceText } from '../../../../renderer/fetched/fetched-files.ts';
import { podRef } from '../debug/pod-detail.ts';

const source = { ...podRef, container: 'debugger', pid: 1, path: '/tmp/a.hprof' };
const copy: Transfer = {
  id: 'copy',
  source,
  isFolder: false,
  fileName: 'a.hprof',
  sizeBytes: 10,
  receivedBytes: 10,
  bytesPerSecond: 0,
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:01:00Z',
  state: 'verified',
  resumed: 0,
  sha256: 'abc',
  kubectl: '',
};
const opened: RecentRecording = {
  recording: 'r',
  fileName: 'b.jfr',
  from: 'path',
  path: '/home/me/b.jfr',
  sizeBytes: 20,
  openedAt: '2026-01-02T00:00:00Z',
  open: false,
  available: true,
};
const kindOf = (fileName: string): string | undefined => fetchedRows([], [{ ...copy, fileName }])[0]?.kind;

describe('fetchedRows', () => {
  it('has whole copies only, each with where it came from, its hash and its time', () => {
    const others = (['reading', 'paused', 'failed', 'changed', 'cancelled'] as const).map((state) => ({
      ...copy,
      id: state,
      state,
    }));
    const rows = fetchedRows([], [copy, ...others, { ...copy, id: 'size', state: 'sizeOnly' }]);
    expect(rows.map(({ key, isProven }) => [key, isProven])).toEqual([
      ['copy', true],
      ['size', false],
    ]);
    expect(rows[0]).toMatchObject({ kind: 'heapDump', source, sha256: 'abc', at: copy.finishedAt });
    expect(sourceText(rows[0]!)).toBe(`${podRef.pod} /tmp/a.hprof`);
  });

  it('shows a recording and the copy that it was opened from as one', () => {
    const fetched = { ...opened, from: 'transfer', transfer: 'copy', source, sha256: 'abc' } as const;
    const rows = fetchedRows([fetched, { ...opened, recording: 'other' }], [copy]);
    expect(rows.map(({ key, at, path }) => [key, at, path])).toEqual([
      ['r', copy.finishedAt, undefined],
      ['other', opened.openedAt, '/home/me/b.jfr'],
    ]);
    expect(rows[0]).toMatchObject({ transfer: copy, isProven: true, source });
    // The copy was forgotten since; where it came from was not.
    expect(fetchedRows([{ ...fetched, available: false }], [])[0]).toMatchObject({ source, sha256: 'abc' });
  });

  it('says what is gone from the disk', () => {
    expect(fetchedRows([], [copy])[0]).not.toHaveProperty('gone');
    expect(fetchedRows([], [{ ...copy, isGone: true }])[0]?.gone).toMatch(/gone/);
    expect(fetchedRows([{ ...opened, available: false }], [])[0]?.gone).toMatch(/no longer where it was/);
  });

  it('knows kinds by the names that tools give', () => {
    expect(
      ['r.JFR', 'r.jfr.gz', 'h.hprof.gz', 'x.tdump', 'thread-dump-1.txt', 'app.log', 'threads'].map(kindOf),
    ).toEqual(['recording', 'recording', 'heapDump', 'threadDump', 'threadDump', 'other', 'other']);
    expect(fetchedRows([], [{ ...copy, isFolder: true }])[0]?.kind).toBe('folder');
  });
});

describe('matches', () => {
  it('finds by every word, in name, kind, place and hash', () => {
    const [row] = fetchedRows([], [copy]);
    for (const filter of ['', 'HPROF', `heap ${podRef.pod}`, 'abc', '/tmp debugger']) {
      expect([filter, matches(row!, filter)]).toEqual([filter, true]);
    }
    expect(matches(row!, 'heap nowhere')).toBe(false);
  });
});
