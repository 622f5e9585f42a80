/** The entries of an archive as a folder here, under names that any system can have. No entry can leave the folder. */
import { type FileHandle, chmod, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createUniqueNames, type UniqueNames } from '../local-name.ts';
import { encodePath } from '../target-path.ts';
import { createBlockWriter, type BlockWriter } from './block-writer.ts';
import type { TarEntry, TarHandler } from './read-tar.ts';

/** Written beside the files only if a name had to be another one, or something could not come as what it is. */
const ORIGINALS_FILE = '_original-names.txt';

/** Most files of a folder are small. */
const BLOCK_BYTES = 64 * 1024;

export interface UnpackFolder extends TarHandler {
  /** Entries that are no files, directories or links. */
  readonly leftOut: number;
  readonly receivedFiles: number;
  finish(): Promise<void>;
  dispose(): Promise<void>;
}

interface Folder {
  readonly path: string;
  readonly names: UniqueNames;
  readonly folders: Map<string, Folder>;
}

/** `root` must be there and empty. */
export function unpackFolder(root: string): UnpackFolder {
  const newFolder = (path: string): Folder => ({ path, names: createUniqueNames(), folders: new Map() });
  const top = newFolder(root);
  top.names(ORIGINALS_FILE);
  const originals: string[] = [];
  let leftOut = 0;
  let receivedFiles = 0;
  let current: { readonly file: FileHandle; readonly blocks: BlockWriter } | undefined;

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
        await mkdir(inner.path, { mode: 0o700 });
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
    try {
      await open?.blocks.flush();
    } finally {
      await open?.file.close();
    }
  }

  return {
    get leftOut() {
      return leftOut;
    },
    get receivedFiles() {
      return receivedFiles;
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
      const file = await open(place(folder, name, names), 'wx', 0o600);
      if ((mode & 0o111) !== 0) await file.chmod(0o700);
      current = { file, blocks: createBlockWriter(file, BLOCK_BYTES) };
      receivedFiles += 1;
    },
    content: async (bytes) => {
      await current?.blocks.write(bytes);
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
