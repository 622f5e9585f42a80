import { describe, expect, it } from 'vitest';

import type { Transfer } from '../../../../preload/contract/index.ts';
import { fetchedRows, type FetchedRow } from '../../../../renderer/fetched/fetched-files.ts';
import { fetchedMenu, type FetchedMenuEvents } from '../../../../renderer/fetched/fetched-menu.ts';
import type { MenuAction } from '../../../../renderer/ui/index.ts';
import { podRef } from '../debug/pod-detail.ts';

const copy: Transfer = {
  id: 'copy',
  source: { ...podRef, container: 'debugger', pid: 1, path: '/tmp/r.jfr' },
  isFolder: false,
  fileName: 'r.jfr',
  sizeBytes: 10,
  receivedBytes: 10,
  bytesPerSecond: 0,
  startedAt: '2026-01-01T00:00:00Z',
  state: 'verified',
  resumed: 0,
  kubectl: '',
};
const recording = {
  recording: 'r',
  fileName: 'r.jfr',
  from: 'transfer',
  transfer: 'copy',
  sizeBytes: 10,
  openedAt: '2026-01-02T00:00:00Z',
  open: false,
  available: true,
} as const;

function record(): { readonly done: string[]; readonly events: FetchedMenuEvents } {
  const done: string[] = [];
  const log =
    (what: string) =>
    (of: unknown): void =>
      void done.push(`${what} ${typeof of === 'string' ? of : Object.values(of as object)[0]}`);
  const saving = { open: log('open'), openWith: log('openWith'), reveal: log('reveal'), save: log('save') };
  const lacks = { open: undefined, openWith: undefined, reveal: undefined, saveAs: 'a page', drag: undefined };
  const handing = { lacks, open: log('open'), openWith: log('openWith'), reveal: log('reveal'), saveAs: log('saveAs') };
  return {
    done,
    events: {
      recording: { handing, missionControlProblem: undefined },
      saving: { ...saving, openProblemOf: () => 'a program', openWithProblemOf: () => undefined },
      revealProblem: undefined,
      onShow: ({ key }) => void done.push(`show ${key}`),
      onMissionControl: log('missionControl'),
      onForget: log('forget'),
      onDiscard: log('discard'),
    },
  };
}
const actionsOf = (row: FetchedRow, events: FetchedMenuEvents): readonly MenuAction[] =>
  fetchedMenu(row, events).filter((entry) => entry !== 'separator');
const row = (change: Partial<Transfer> = {}): FetchedRow => fetchedRows([], [{ ...copy, ...change }])[0]!;

describe('fetchedMenu', () => {
  it('does with a copy what a copy can, and says beforehand what cannot be', () => {
    const { done, events } = record();
    const actions = actionsOf(row(), events);
    expect(actions.map(({ id }) => id)).toEqual(['show', 'openFile', 'openWith', 'save', 'reveal', 'discard']);
    expect(actions.filter(({ disabledReason }) => disabledReason !== undefined).map(({ id }) => id)).toEqual([
      'openFile',
    ]);
    for (const { onSelect } of actions) onSelect();
    expect(done).toEqual(['show copy', 'open copy', 'openWith copy', 'save copy', 'reveal copy', 'discard copy']);
  });

  it('shows no file that is not a recording, and leaves of what is gone only to forget it', () => {
    const { events } = record();
    expect(actionsOf(row({ fileName: 'a.log' }), events)[0]?.id).toBe('openFile');
    const possible = actionsOf(row({ isGone: true }), events).filter(
      ({ disabledReason }) => disabledReason === undefined,
    );
    expect(possible.map(({ title }) => title)).toEqual(['Forget the copy']);
  });

  it('saves the copy of an opened recording also where only a page is, and deletes it apart from forgetting', () => {
    const { done, events } = record();
    const [opened] = fetchedRows([recording], [copy]);
    const actions = new Map(actionsOf(opened!, events).map((action) => [action.id, action]));
    expect(actions.get('save')?.disabledReason).toBeUndefined();
    for (const id of ['save', 'missionControl', 'forget', 'discard']) actions.get(id)?.onSelect();
    expect(done).toEqual(['save copy', 'missionControl r', 'forget r', 'discard copy']);
    const [alone] = fetchedRows([recording], []);
    expect(actionsOf(alone!, events).find(({ id }) => id === 'save')?.disabledReason).toBe('a page');
  });
});
