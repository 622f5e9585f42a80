import { describe, expect, it } from 'vitest';

import type { RecentRecording } from '../../../../preload/contract/index.ts';
import { recordingMenu, type RecordingMenuEvents } from '../../../../renderer/recordings/recording-menu.ts';
import type { MenuAction } from '../../../../renderer/ui/index.ts';

const row: RecentRecording = {
  recording: 'r',
  fileName: 'r.jfr',
  from: 'path',
  sizeBytes: 1,
  openedAt: '2026-01-01T00:00:00Z',
  open: false,
  available: true,
};
const done: string[] = [];
const log =
  (what: string) =>
  (file?: object): void =>
    void done.push(`${what} ${JSON.stringify(file)}`);
const events: RecordingMenuEvents = {
  handing: {
    lacks: { open: undefined, openWith: undefined, reveal: undefined, saveAs: undefined, drag: undefined },
    open: log('open'),
    openWith: log('openWith'),
    saveAs: log('saveAs'),
    reveal: log('reveal'),
  },
  onShow: log('show'),
  onMissionControl: log('missionControl'),
  missionControlProblem: undefined,
  onForget: log('forget'),
};
const actions = (of: RecentRecording, change: Partial<RecordingMenuEvents> = {}): ReadonlyMap<string, MenuAction> =>
  new Map(
    recordingMenu(of, { ...events, ...change }).flatMap((entry) => (entry === 'separator' ? [] : [[entry.id, entry]])),
  );
const reasons = (of: RecentRecording, change: Partial<RecordingMenuEvents> = {}): object =>
  Object.fromEntries(
    [...actions(of, change)].flatMap(([id, { disabledReason: why }]) => (why === undefined ? [] : [[id, why]])),
  );

describe('recordingMenu', () => {
  it('names the recording by its id only', () => {
    for (const id of ['openFile', 'openWith', 'save', 'reveal']) actions(row).get(id)?.onSelect();
    const file = '{"recording":"r"}';
    expect(done).toEqual([`open ${file}`, `openWith ${file}`, `saveAs ${file}`, `reveal ${file}`]);
    expect(reasons(row)).toEqual({});
  });

  it('says beforehand what cannot be done', () => {
    expect(reasons({ ...row, openRefusal: 'a program' })).toEqual({ openFile: 'a program' });
    const lacks = { open: 'a page', openWith: 'a page', reveal: 'a page', saveAs: undefined, drag: undefined };
    expect(reasons(row, { handing: { ...events.handing, lacks }, missionControlProblem: 'none' })).toEqual({
      openFile: 'a page',
      openWith: 'a page',
      reveal: 'a page',
      missionControl: 'none',
    });
  });

  it('leaves of a file that is gone what is read already, and to forget it', () => {
    const gone = { ...row, available: false };
    expect(Object.keys(reasons(gone))).toEqual(['show', 'openFile', 'openWith', 'missionControl', 'save', 'reveal']);
    expect(Object.keys(reasons({ ...gone, open: true }))).not.toContain('show');
    expect(Object.values(reasons({ ...gone, from: 'transfer' }))[0]).toMatch(/app’s copy/);
  });
});
