/**
 * A folder's stream as it comes: hashed, taken apart into files, and what it is made of besides them kept in a file of its own.
 * With that the stream can be made once more from what is here, byte by byte: by its hash it shows at the end whether what an
 * earlier run has left and what came later are one stream.
 */
import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { tarReader } from './read-tar.ts';
import { openStoredFile, type StoredFile } from './stored-file.ts';
import { unpackFolder } from './unpack-folder.ts';

/** A killed app loses no more than this: the headers of a hundred files fit into one block, and without them their contents are nothing. */
const FLUSH_AFTER_BYTES = 1024 * 1024;

export interface FolderPlace {
  /** The transfer's own. */
  readonly folder: string;
  readonly fileName: string;
}

export interface FolderStream {
  readonly receivedBytes: number;
  /** Entries that are no files, directories or links. */
  readonly leftOut: number;
  push(bytes: Uint8Array): Promise<void>;
  /** Throws if the archive is not whole. */
  end(): void;
  digest(): string;
  /** Gives the folder its name, once it is proven. */
  finish(): Promise<void>;
  /** What is here so far stays for a later run. */
  close(): Promise<void>;
}

/** Nothing of an earlier run is kept. */
export async function newFolderStream(place: FolderPlace): Promise<FolderStream> {
  await rm(partOf(place), { recursive: true, force: true });
  await rm(structureOf(place), { force: true });
  await mkdir(partOf(place), { mode: 0o700 });
  return folderStream(place, await openStoredFile(structureOf(place), true), true);
}

/** As far as an earlier run has come; `undefined` if what it has left makes no sense. `progress` is told while it is read. */
export async function storedFolderStream(
  place: FolderPlace,
  progress: (receivedBytes: number) => void,
  signal: AbortSignal,
): Promise<FolderStream | undefined> {
  const structure = await openStoredFile(structureOf(place), false);
  const stream = folderStream(place, structure, false);
  try {
    for (;;) {
      signal.throwIfAborted();
      const bytes = await stream.stored();
      if (bytes.length === 0) break;
      await stream.push(bytes);
      progress(stream.receivedBytes);
    }
    if (stream.receivedBytes > 0) {
      await stream.goOn();
      return stream;
    }
  } catch {
    // What another program has done to it is no reason to fail: it is fetched anew.
  }
  await stream.close();
  signal.throwIfAborted();
  return undefined;
}

interface ReplayedStream extends FolderStream {
  /** What comes next of the stream, from what is here. */
  stored(): Promise<Uint8Array>;
  goOn(): Promise<void>;
}

function folderStream(place: FolderPlace, structure: StoredFile, isNew: boolean): ReplayedStream {
  const unpacked = unpackFolder(partOf(place), isNew);
  const hash = createHash('sha256');
  const tar = tarReader({ ...unpacked, structure: (bytes) => structure.write(bytes) });
  let receivedBytes = 0;
  let flushedAt = 0;
  const close = async (): Promise<void> => {
    try {
      await unpacked.dispose();
    } finally {
      await structure.close();
    }
  };
  return {
    get receivedBytes() {
      return receivedBytes;
    },
    get leftOut() {
      return unpacked.leftOut();
    },
    push: async (bytes) => {
      hash.update(bytes);
      receivedBytes += bytes.length;
      await tar.push(bytes);
      if (receivedBytes - flushedAt < FLUSH_AFTER_BYTES) return;
      flushedAt = receivedBytes;
      await structure.flush();
    },
    end: () => {
      tar.end();
    },
    digest: () => hash.copy().digest('hex'),
    stored: () => (tar.contentBytes > 0 ? unpacked.stored(tar.contentBytes) : structure.stored(tar.structureBytes)),
    goOn: async () => {
      await structure.goOn();
      await unpacked.goOn();
    },
    finish: async () => {
      await unpacked.finish();
      await close();
      await rename(partOf(place), join(place.folder, place.fileName));
      await rm(structureOf(place), { force: true });
    },
    close,
  };
}

function partOf({ folder, fileName }: FolderPlace): string {
  return join(folder, `${fileName}.part`);
}

function structureOf({ folder, fileName }: FolderPlace): string {
  return join(folder, `${fileName}.stream`);
}
