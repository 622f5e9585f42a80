/** A directory's entries as a person wants them: sorted and filtered, a hundred thousand within a frame or two. Pure. */
import type { FileEntry } from '../../preload/contract/index.ts';
import type { Sort } from '../ui/index.ts';
import type { DirectoryEntries } from './directory-entries.ts';
import { isDirectory } from './file-words.ts';

export interface EntryWish {
  readonly sort: Sort;
  /** Part of a name, whatever its case; with `*` or `?` a pattern for the whole name. */
  readonly filter: string;
  readonly showsHidden: boolean;
}

export const DEFAULT_SORT: Sort = { column: 'name', direction: 'ascending' };

/** Their places. */
export function wantedEntries(entries: DirectoryEntries, wish: EntryWish): Uint32Array {
  const { filter, showsHidden, sort } = wish;
  const order = sortedBy(entries, sort);
  if (showsHidden && filter.trim() === '') return order;
  const matches = nameFilter(filter);
  return order.filter((place) => {
    const name = entries.nameOf(place);
    return (showsHidden || !name.startsWith('.')) && matches(name);
  });
}

/** Part of a name, or with `*` or `?` a pattern for all of it. */
export function nameFilter(text: string): (name: string) => boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return () => true;
  if (!/[*?]/.test(wanted)) return (name) => name.toLowerCase().includes(wanted);
  const pattern = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${pattern}$`, 'su');
  return (name) => expression.test(name.toLowerCase());
}

/** Directories first, whichever way; equal ones by name. */
function sortedBy(entries: DirectoryEntries, { column, direction }: Sort): Uint32Array {
  const { order, directories } = entries;
  const isAscending = direction === DEFAULT_SORT.direction;
  if (column === DEFAULT_SORT.column && isAscending) return order;
  const sorted = column === DEFAULT_SORT.column ? order.slice() : byValue(entries, column);
  if (isAscending) return sorted;
  // Each by itself turned round.
  sorted.subarray(0, directories).reverse();
  sorted.subarray(directories).reverse();
  return sorted;
}

function byValue({ order, directories, entryOf }: DirectoryEntries, column: string): Uint32Array {
  const values = Float64Array.from(order, (place) => valueOf(entryOf(place), column));
  // Positions in the usual order, so that equal values leave the names as they are.
  const positions = Uint32Array.from(order, (_, position) => position);
  const compare = (one: number, other: number): number => (values[one] ?? 0) - (values[other] ?? 0) || one - other;
  positions.subarray(0, directories).sort(compare);
  positions.subarray(directories).sort(compare);
  return positions.map((position) => order[position] ?? 0);
}

function valueOf(entry: FileEntry, column: string): number {
  switch (column) {
    case 'size':
      return isDirectory(entry) ? 0 : entry.sizeBytes;
    case 'mode':
      return entry.mode;
    case 'owner':
      return entry.uid * 2 ** 20 + entry.gid;
    // The older the larger, as the column says an age.
    case 'age':
      return -entry.modifiedMs;
    default:
      return 0;
  }
}
