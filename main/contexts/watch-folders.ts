/**
 * Tells that something changed in some folders. Folders rather than files: editors and `kubectl config` replace a file by
 * renaming another one over it, and a watch on the old one would see nothing ever again.
 */
import { existsSync, watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';

/** A writer has mostly finished by then, and a person has not noticed yet. */
const GATHER_MS = 150;

export interface FolderWatch {
  /** Replaces what is watched. For a folder that does not exist, its nearest parent is watched. */
  watchOnly(folders: readonly string[]): void;
  dispose(): void;
}

export function watchFolders(onChange: () => void, log: { warn(fields: object, message: string): void }): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  // Counted from the first change, not the last: a folder that is never quiet must not put it off for ever.
  const changed = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, GATHER_MS);
  };

  const stop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };

  const start = (folder: string): void => {
    try {
      const watcher = watch(folder, { persistent: false }, changed);
      watcher.on('error', () => {
        stop(folder);
        changed();
      });
      watchers.set(folder, watcher);
    } catch (error) {
      log.warn({ folder, error }, 'folder cannot be watched; changes in it are seen at the next start');
    }
  };

  return {
    watchOnly: (folders) => {
      const wanted = new Set(folders.map(nearestExisting));
      for (const folder of watchers.keys()) if (!wanted.has(folder)) stop(folder);
      for (const folder of wanted) if (!watchers.has(folder)) start(folder);
    },
    dispose: () => {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) stop(folder);
    },
  };
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}
