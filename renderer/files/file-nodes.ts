import type { TreeItems } from '../ui/index.ts';
import type { DirectoryEntries } from './directory-entries.ts';
import type { FileNode } from './file-columns.tsx';
import { baseName, joinPath } from './file-words.ts';

/** A directory's rows in the order wanted; each is made when it is drawn or looked for, and then stays the same. */
export interface FileNodes extends TreeItems<FileNode> {
  indexOfKey(path: string): number;
}

export function fileNodes(directory: string, entries: DirectoryEntries, places: Uint32Array): FileNodes {
  const made = new Map<number, FileNode>();
  let indexes: ReadonlyMap<string, number> | undefined;

  /** Made when it is asked for: while a large directory comes nobody asks. */
  function indexOfName(name: string): number {
    indexes ??= new Map(Array.from(places, (place, index) => [entries.nameOf(place), index]));
    return indexes.get(name) ?? -1;
  }

  return {
    length: places.length,
    at: (index) => {
      const place = places[index];
      if (place === undefined) return undefined;
      const before = made.get(index);
      if (before !== undefined) return before;
      const entry = entries.entryOf(place);
      const node = { path: joinPath(directory, entry.name), entry };
      made.set(index, node);
      return node;
    },
    indexOfKey: (path) => {
      const name = baseName(path);
      return name !== '' && joinPath(directory, name) === path ? indexOfName(name) : -1;
    },
  };
}
