/** What can be done with a recording of the list. Pure. */
import type { RecentRecording } from '../../preload/contract/index.ts';
import type { HandOver } from '../bridge/index.ts';
import { ExternalLink, type MenuEntry } from '../ui/index.ts';

export interface RecordingMenuEvents {
  readonly handing: Pick<HandOver, 'lacks' | 'open' | 'openWith' | 'saveAs' | 'reveal'>;
  readonly onShow: () => void;
  readonly onMissionControl: () => void;
  /** Why it cannot be opened there. */
  readonly missionControlProblem: string | undefined;
  readonly onForget: () => void;
}

/** Why nothing can be done with it any more. */
export function goneReason({ available, from }: RecentRecording): string | undefined {
  if (available) return undefined;
  return from === 'path' ? 'The file is no longer where it was.' : 'The app’s copy of it is gone.';
}

export function recordingMenu(row: RecentRecording, events: RecordingMenuEvents): readonly MenuEntry[] {
  const { handing } = events;
  const file = { recording: row.recording };
  const gone = goneReason(row);
  return [
    { id: 'show', title: 'Open', disabledReason: row.open ? undefined : gone, onSelect: events.onShow },
    'separator',
    {
      id: 'openFile',
      title: 'Open with the system’s program',
      icon: ExternalLink,
      disabledReason: handing.lacks.open ?? gone ?? row.openRefusal,
      onSelect: () => handing.open(file),
    },
    {
      id: 'openWith',
      title: 'Open with…',
      disabledReason: handing.lacks.openWith ?? gone,
      onSelect: () => handing.openWith(file),
    },
    {
      id: 'missionControl',
      title: 'Open in JDK Mission Control',
      disabledReason: gone ?? events.missionControlProblem,
      onSelect: events.onMissionControl,
    },
    {
      id: 'save',
      title: 'Save as…',
      disabledReason: handing.lacks.saveAs ?? gone,
      onSelect: () => handing.saveAs(file),
    },
    {
      id: 'reveal',
      title: 'Show in folder',
      disabledReason: handing.lacks.reveal ?? gone,
      onSelect: () => handing.reveal(file),
    },
    'separator',
    { id: 'forget', title: 'Forget it', onSelect: events.onForget },
  ];
}
