/** What of a comparison is shown, and in which order. Pure. */
import type { ComparedEntry } from '../../../preload/contract/index.ts';
import { nameFilter } from '../sort-entries.ts';

export interface ComparisonWish {
  readonly onlyDifferences: boolean;
  /** Part of a path, or with `*` or `?` a pattern for all of it. */
  readonly filter: string;
}

/** As a walk through the directories meets them: what is in a directory stands behind it, before the directory's next neighbour. */
export function shownEntries(
  entries: readonly ComparedEntry[],
  { onlyDifferences, filter }: ComparisonWish,
): readonly ComparedEntry[] {
  const matches = nameFilter(filter);
  return entries
    .filter(({ verdict, path }) => !(onlyDifferences && verdict === 'same') && matches(path))
    .map((entry) => ({ entry, key: entry.path.replaceAll('/', '\0') }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ entry }) => entry);
}
