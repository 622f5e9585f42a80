import type { WeightGroup, WeightRow, WeightSource } from '../../../preload/contract/index.ts';
import { Flame, User, type MenuEntry } from '../../ui/index.ts';
import type { RecordingSelection } from '../recording-selection.ts';

/** From a row of weights to where it comes from. */
export function weightMenu(
  page: RecordingSelection,
  of: WeightSource,
  by: WeightGroup,
  row: WeightRow,
): readonly MenuEntry[] {
  const isMethod = by === 'method' || by === 'caller';
  const { thread } = row;
  return [
    {
      id: 'flame',
      title: isMethod ? 'Find it in the flame graph' : 'Show the stacks as a flame graph',
      icon: Flame,
      onSelect: () =>
        page.change(
          {
            of,
            isTable: false,
            search: isMethod ? row.label : undefined,
            ...(thread === undefined ? {} : { threads: [thread] }),
          },
          'flameGraph',
        ),
    },
    ...(thread === undefined
      ? []
      : [
          {
            id: 'thread',
            title: 'Select this thread everywhere',
            icon: User,
            onSelect: () => page.change({ threads: [thread] }),
          },
        ]),
  ];
}
