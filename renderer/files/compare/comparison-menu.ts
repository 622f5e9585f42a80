/** What can be done with something that was compared. Pure. */
import type { ComparedEntry, ComparedSide } from '../../../preload/contract/index.ts';
import { FileDiff, FolderOpen, type MenuEntry } from '../../ui/index.ts';

export interface ComparedEntryEvents {
  readonly onOpen: (entry: ComparedEntry, side: ComparedSide) => void;
  /** By itself. */
  readonly onCompare: (entry: ComparedEntry) => void;
}

export function comparisonMenu(entry: ComparedEntry, events: ComparedEntryEvents): readonly MenuEntry[] {
  return [
    {
      id: 'here',
      title: 'Open here',
      icon: FolderOpen,
      disabledReason: entry.here === undefined ? 'It is only there.' : undefined,
      onSelect: () => events.onOpen(entry, 'here'),
    },
    {
      id: 'there',
      title: 'Open there',
      icon: FolderOpen,
      disabledReason: entry.there === undefined ? 'It is only here.' : undefined,
      onSelect: () => events.onOpen(entry, 'there'),
    },
    {
      id: 'compare',
      title: 'Compare by itself',
      icon: FileDiff,
      disabledReason: compareProblem(entry),
      onSelect: () => events.onCompare(entry),
    },
  ];
}

/** Why it cannot be compared by itself. */
export function compareProblem({ path, here, there }: ComparedEntry): string | undefined {
  if (path === '') return 'This is what is compared.';
  return here === undefined || there === undefined ? 'It is only on one side.' : undefined;
}
