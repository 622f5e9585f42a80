import { Copy, Flame, ListTree, showDone, type MenuEntry } from '../../ui/index.ts';
import type { RecordingSelection } from '../recording-selection.ts';

/** What can be done with a method, wherever one is shown. */
export function methodMenu(page: RecordingSelection, className: string, method: string): readonly MenuEntry[] {
  const name = className === '' ? method : `${className}.${method}`;
  return [
    {
      id: 'flame',
      title: 'Find it in the flame graph',
      icon: Flame,
      onSelect: () => page.change({ search: name, isInverted: false, isTable: false }, 'flameGraph'),
    },
    {
      id: 'callers',
      title: 'Show who calls it',
      icon: ListTree,
      onSelect: () => page.change({ search: name, isInverted: true, isTable: false }, 'flameGraph'),
    },
    {
      id: 'copy',
      title: 'Copy its name',
      icon: Copy,
      onSelect: () =>
        void navigator.clipboard.writeText(name).then(
          () => showDone({ title: 'The name is in the clipboard.' }),
          () => undefined,
        ),
    },
  ];
}
