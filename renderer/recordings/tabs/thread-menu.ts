import type { MenuEntry } from '../../ui/index.ts';
import type { RecordingSelection } from '../recording-selection.ts';

/** What can be done with a thread: alone, with others, or not. */
export function threadMenu(page: RecordingSelection, thread: number): readonly MenuEntry[] {
  const chosen = page.view.threads ?? [];
  return [
    {
      id: 'only',
      title: 'Select only this thread',
      onSelect: () => page.change({ threads: [thread] }),
    },
    chosen.includes(thread)
      ? {
          id: 'remove',
          title: 'Take this thread out of the selection',
          onSelect: () => {
            const rest = chosen.filter((each) => each !== thread);
            page.change({ threads: rest.length === 0 ? undefined : rest });
          },
        }
      : {
          id: 'add',
          title: 'Add this thread to the selection',
          onSelect: () => page.change({ threads: [...chosen, thread] }),
        },
    'separator',
    {
      id: 'flame',
      title: 'Show its flame graph',
      onSelect: () => page.change({ threads: [thread], search: undefined }, 'flameGraph'),
    },
  ];
}
