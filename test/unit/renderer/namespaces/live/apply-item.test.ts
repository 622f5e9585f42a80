import { describe, expect, it } from 'vitest';

import type { NamespacesItem, ProcessInfo } from '../../../../../preload/contract/index.ts';
import { applyItem, type LiveNamespaces } from '../../../../../renderer/namespaces/live/apply-item.ts';
import { SAMPLE_LIMIT, sumSamples } from '../../../../../renderer/namespaces/live/process-history.ts';
import { exampleProcess } from '../example-process.ts';

function read(clockMs: number, ...processes: readonly ProcessInfo[]): NamespacesItem {
  const namespaces = { at: 'then', rows: [], findings: ['one'], views: [{ container: 'tools', clockMs, processes }] };
  return { type: 'read', namespaces };
}

function changed(clockMs: number, processes: readonly ProcessInfo[], gone: readonly number[] = []): NamespacesItem {
  return { type: 'changed', at: 'now', views: [{ container: 'tools', clockMs, changed: processes, gone }] };
}

function fold(...items: readonly NamespacesItem[]): LiveNamespaces {
  return items.reduce<LiveNamespaces | undefined>(applyItem, undefined)!;
}

const busy = (cpuSeconds: number): ProcessInfo => exampleProcess({ pid: 7, startedTicks: 5, cpuSeconds });
const KEY = 'tools 7 5';

describe('applyItem', () => {
  it('takes changes into what was read', () => {
    const live = fold(read(0, exampleProcess(), busy(1)), changed(2000, [busy(2), exampleProcess({ pid: 9 })], [1]));
    expect(live.namespaces.views[0]?.processes.map(({ pid }) => pid)).toEqual([7, 9]);
    expect(live.namespaces).toMatchObject({ at: 'now', findings: ['one'] });
  });

  it('makes load of CPU time between two readings, also of those that were idle', () => {
    const live = fold(read(0, busy(1)), changed(2000, [busy(2)]), changed(4000, []));
    expect(live.history.get(KEY)).toEqual({ cpu: [0.5, 0], memory: [1024, 1024, 1024] });
  });

  it('makes no load of the moment between two answers of one look', () => {
    const live = fold(read(0, busy(1)), changed(100, [busy(2)]), changed(2100, [busy(3)]));
    expect(live.history.get(KEY)).toEqual({ cpu: [0.5], memory: [1024, 1024] });
  });

  it('begins anew with another process of the same number, and forgets the old one', () => {
    const other = exampleProcess({ pid: 7, startedTicks: 6, cpuSeconds: 0 });
    const live = fold(read(0, busy(9)), changed(1000, [other]));
    expect([...live.history]).toEqual([['tools 7 6', { cpu: [], memory: [1024] }]]);
  });

  it('goes on over a pause and a new beginning, and keeps no more than it shows', () => {
    const items = Array.from({ length: SAMPLE_LIMIT * 2 }, (_, index) => read(index * 1000, busy(index)));
    expect(fold(...items).history.get(KEY)?.cpu).toHaveLength(SAMPLE_LIMIT);
    expect(fold(read(1000, busy(1)), read(1000, busy(1))).history.get(KEY)?.cpu).toEqual([]);
  });
});

describe('sumSamples', () => {
  it('adds the newest to the newest', () => {
    expect(
      sumSamples([
        { cpu: [1, 2], memory: [10] },
        { cpu: [5], memory: [1] },
      ]),
    ).toEqual({ cpu: [1, 7], memory: [11] });
  });
});
