/** The entries of an archive as a folder here, under names that any system can have. No entry can leave the folder. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createUniqueNames, type UniqueNames } from '../local-name.ts';
import { encodePath } from '../target-path.ts';
import type { TarEntry, TarHandler } from './read-tar.ts';
import { openStoredFile, type StoredFile } from './stored-file.ts';

/** Written beside the files only if a name had to be another one, or something could not come as what it is. */
const ORIGINALS_FILE = '_original-names.txt';

export interface UnpackFolder extends Omit<TarHandler, 'structure'> {
  /** Entries that are no files, directories or links. */
  leftOut(): number;
  /** While an earlier run's entries are told once more: up to so many bytes of the file's content that comes next. */
  stored(limit: number): Promise<Uint8Array>;
  /** From now on what is told is new. */
  goOn(): Promise<void>;
  finish(): Promise<void>;
  dispose(): Promise<void>;
}

interface Folder {
  readonly path: string;
  readonly names: UniqueNames;
  readonly folders: Map<string, Folder>;
}

/** `root` must be there, and empty if it is new; if not, it first wants to be told what it was told before. */
export function unpackFolder(root: string, isNew: boolean): UnpackFolder {
  const newFolder = (path: string): Folder => ({ path, names: createUniqueNames(), folders: new Map() });
  const top = newFolder(root);
  top.names(ORIGINALS_FILE);
  const originals: string[] = [];
  let leftOut = 0;
  let isReplay = !isNew;
  let current: StoredFile | undefined;

  /** Components as the container has them; nothing for the folder itself and for what leads out of it. */
  function componentsOf(path: Uint8Array): readonly string[] | undefined {
    const names = encodePath(path)
      .split('/')
      .filter((name) => name !== '' && name !== '.');
    return names.includes('..') ? undefined : names;
  }

  async function folderOf(names: readonly string[]): Promise<Folder> {
    let folder = top;
    for (const [index, name] of names.entries()) {
      let inner = folder.folders.get(name);
      if (inner === undefined) {
        inner = newFolder(place(folder, name, names.slice(0, index + 1)));
        folder.folders.set(name, inner);
        // What an earlier run has left is there already, also what it was told behind the point that is gone on from.
        await mkdir(inner.path, { recursive: !isNew, mode: 0o700 });
      }
      folder = inner;
    }
    return folder;
  }

  function place(folder: Folder, name: string, all: readonly string[], note = ''): string {
    const local = folder.names(name);
    const path = join(folder.path, local);
    if (local !== name || note !== '') originals.push(`${path.slice(root.length + 1)}\t${all.join('/')}${note}`);
    return path;
  }

  async function closeFile(): Promise<void> {
    const open = current;
    current = undefined;
    await open?.close();
  }

  return {
    leftOut: () => leftOut,
    stored: (limit) => current?.stored(limit) ?? Promise.resolve(new Uint8Array()),
    goOn: async () => {
      isReplay = false;
      await current?.goOn();
    },
    entry: async ({ type, path, mode, linkTarget }: TarEntry) => {
      const names = componentsOf(path);
      if (names === undefined || type === 'other') {
        leftOut += 1;
        return;
      }
      const name = names.at(-1);
      if (type === 'directory' || name === undefined) {
        await folderOf(names);
        return;
      }
      const folder = await folderOf(names.slice(0, -1));
      if (type === 'link') {
        // A link of the container leads nowhere here, or to something else.
        originals.push(`(link)\t${names.join('/')}\t→ ${encodePath(linkTarget)}`);
        return;
      }
      const local = place(folder, name, names);
      current = await openStoredFile(local, isNew);
      if (!isNew && !isReplay) await current.goOn();
      if ((mode & 0o111) !== 0) await chmod(local, 0o700);
    },
    content: async (bytes) => {
      // What is read from the file itself is there.
      if (!isReplay) await current?.write(bytes);
    },
    fileEnd: closeFile,
    finish: async () => {
      if (originals.length === 0) return;
      const path = join(root, ORIGINALS_FILE);
      await writeFile(path, `name here\tname in the container\n${originals.join('\n')}\n`, { mode: 0o600 });
      await chmod(path, 0o600);
    },
    dispose: closeFile,
  };
}
