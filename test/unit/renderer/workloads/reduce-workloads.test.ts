import { describe, expect, it } from 'vitest';

import type { PodRow, WorkloadsItem } from '../../../../preload/contract/index.ts';
import { reduceWorkloads, type WorkloadsView } from '../../../../renderer/workloads/reduce-workloads.ts';
import { podRow, workloadRow } from './rows.ts';

function fold(...items: readonly WorkloadsItem[]): WorkloadsView {
  const view = items.reduce<WorkloadsView | undefined>((value, item) => reduceWorkloads(value, item), undefined);
  return view!;
}

const snapshot = (pods: readonly PodRow[]): WorkloadsItem => ({
  type: 'snapshot',
  sequence: 1,
  pods,
  workloads: [workloadRow('web')],
  denied: [],
});

describe('reduceWorkloads', () => {
  it('knows nothing until a snapshot has come', () => {
    const view = fold({ type: 'freshness', sequence: 1, freshness: { state: 'connecting' } });
    expect(view.isKnown).toBe(false);
  });

  it('replaces everything with a snapshot: what was deleted meanwhile is gone', () => {
    const view = fold(snapshot([podRow('a'), podRow('b')]), snapshot([podRow('b')]));
    expect([...view.pods.keys()]).toEqual(['b']);
  });

  it('applies a delta: added, changed, removed', () => {
    const view = fold(snapshot([podRow('a'), podRow('b')]), {
      type: 'delta',
      sequence: 2,
      pods: [podRow('b', { status: 'Terminating' }), podRow('c')],
      workloads: [],
      removed: ['a'],
    });
    expect([...view.pods.values()].map(({ name, status }) => `${name} ${status}`)).toEqual([
      'b Terminating',
      'c Running',
    ]);
  });

  it('keeps the rows while they are old', () => {
    const view = fold(snapshot([podRow('a')]), {
      type: 'freshness',
      sequence: 2,
      freshness: { state: 'stale', since: '2026-01-01T00:00:00Z' },
    });
    expect(view.pods.size).toBe(1);
    expect(view.freshness.state).toBe('stale');
  });

  it('does not copy what a delta leaves alone', () => {
    const first = fold(snapshot([podRow('a')]));
    const second = reduceWorkloads(first, {
      type: 'delta',
      sequence: 2,
      pods: [podRow('b')],
      workloads: [],
      removed: [],
    });
    expect(second.workloads).toBe(first.workloads);
  });
});
