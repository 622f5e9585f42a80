import { columnsOf, type FileEntry } from '../../../../preload/contract/index.ts';
import { gatherEntries, type DirectoryEntries } from '../../../../renderer/files/directory-entries.ts';

export function entry(name: string, change: Partial<FileEntry> = {}): FileEntry {
  return { name, type: 'file', sizeBytes: 0, mode: 0o644, uid: 0, gid: 0, modifiedMs: 1_795_651_200_000, ...change };
}

export function gathered(...pages: readonly (readonly FileEntry[])[]): DirectoryEntries {
  const gathering = gatherEntries();
  for (const page of pages) gathering.add(columnsOf(page));
  return gathering.entries();
}
