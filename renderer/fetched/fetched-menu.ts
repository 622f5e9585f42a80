/** What can be done with a row. Pure. */
import type { Transfer } from '../../preload/contract/index.ts';
import type { SaveTransfer } from '../files/index.ts';
import { recordingMenu, type RecordingMenuEvents } from '../recordings/index.ts';
import { ExternalLink, Trash2, type MenuAction, type MenuEntry } from '../ui/index.ts';
import type { FetchedRow } from './fetched-files.ts';

export interface FetchedMenuEvents {
  readonly recording: Omit<RecordingMenuEvents, 'onShow' | 'onForget' | 'onMissionControl'>;
  readonly saving: Pick<SaveTransfer, 'open' | 'openProblemOf' | 'openWith' | 'openWithProblemOf' | 'reveal' | 'save'>;
  readonly revealProblem: string | undefined;
  readonly onShow: (row: FetchedRow) => void;
  readonly onMissionControl: (recording: string) => void;
  readonly onForget: (recording: string) => void;
  readonly onDiscard: (transfer: string) => void;
}

export function fetchedMenu(row: FetchedRow, events: FetchedMenuEvents): readonly MenuEntry[] {
  const { recording, transfer } = row;
  const discard = transfer === undefined ? [] : [discardEntry(transfer, events)];
  if (recording === undefined) return transfer === undefined ? [] : [...copyMenu(row, transfer, events), ...discard];
  const entries = recordingMenu(recording, {
    ...events.recording,
    onShow: () => events.onShow(row),
    onMissionControl: () => events.onMissionControl(recording.recording),
    onForget: () => events.onForget(recording.recording),
  });
  const save = transfer === undefined || row.gone !== undefined ? undefined : saveEntry(row, transfer, events);
  // A copy can be saved by a page as well.
  return [
    ...entries.map((entry) => (entry !== 'separator' && entry.id === 'save' ? (save ?? entry) : entry)),
    ...discard,
  ];
}

function copyMenu(row: FetchedRow, transfer: Transfer, events: FetchedMenuEvents): readonly MenuEntry[] {
  const { saving, onShow } = events;
  const show: readonly MenuEntry[] =
    row.kind === 'recording'
      ? [{ id: 'show', title: 'Open', disabledReason: row.gone, onSelect: () => onShow(row) }, 'separator']
      : [];
  return [
    ...show,
    {
      id: 'openFile',
      title: 'Open with the system’s program',
      icon: ExternalLink,
      disabledReason: row.gone ?? saving.openProblemOf(transfer),
      onSelect: () => saving.open(transfer),
    },
    {
      id: 'openWith',
      title: 'Open with…',
      disabledReason: row.gone ?? saving.openWithProblemOf(transfer),
      onSelect: () => saving.openWith(transfer),
    },
    saveEntry(row, transfer, events),
    {
      id: 'reveal',
      title: 'Show in folder',
      disabledReason: events.revealProblem ?? row.gone,
      onSelect: () => saving.reveal(transfer),
    },
    'separator',
  ];
}

function saveEntry(row: FetchedRow, transfer: Transfer, { saving }: FetchedMenuEvents): MenuAction {
  return { id: 'save', title: 'Save as…', disabledReason: row.gone, onSelect: () => saving.save(transfer) };
}

function discardEntry({ id, isGone }: Transfer, { onDiscard }: FetchedMenuEvents): MenuAction {
  const title = isGone === true ? 'Forget the copy' : 'Delete the app’s copy';
  return { id: 'discard', title, icon: Trash2, isDangerous: isGone !== true, onSelect: () => onDiscard(id) };
}
