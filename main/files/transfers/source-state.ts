/** Whether a file is still the one that it was when its copy began. Pure. */
import { AppError } from '../../../preload/contract/errors.ts';
import type { FileChange, FilesWay } from '../../../preload/contract/files.ts';
import type { FileState } from '../target-files.ts';
import type { SourceState } from './journal.ts';

export function sourceState(way: FilesWay, state: FileState): SourceState {
  const { sizeBytes, inode, modifiedSeconds, identity, isExecutable } = state;
  return { way, sizeBytes, inode, modifiedSeconds, identity, isExecutable };
}

/** `undefined` if nothing has happened to it. Two ways know times differently well: between them whole seconds count. */
export function changeBetween(start: SourceState, now: SourceState): FileChange | undefined {
  const isSame =
    start.way === now.way
      ? start.identity === now.identity
      : start.inode === now.inode && start.sizeBytes === now.sizeBytes && start.modifiedSeconds === now.modifiedSeconds;
  if (isSame) return undefined;
  if (start.inode !== now.inode) return 'replaced';
  if (now.sizeBytes < start.sizeBytes) return 'truncated';
  return now.sizeBytes > start.sizeBytes ? 'grew' : 'rewritten';
}

const WORDS: Readonly<Record<FileChange, string>> = {
  grew: 'grew while it was copied',
  truncated: 'became shorter while it was copied',
  rewritten: 'was written to while it was copied',
  replaced: 'was replaced by another file while it was copied',
};

export class SourceChanged extends AppError<'FILE_CHANGED'> {
  readonly change: FileChange;

  constructor(path: string, change: FileChange) {
    super('FILE_CHANGED', `${path} ${WORDS[change]}.`, { path });
    this.change = change;
  }
}
