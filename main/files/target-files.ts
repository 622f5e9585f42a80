/** What can be done with a target's files, whichever way they are reached. */
import type { EntryColumns } from '../../preload/contract/entry-columns.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { FileEntry, FileRef, FileSpace, FilesWay, FileType } from '../../preload/contract/files.ts';

export interface EntryPage {
  /** The directory without links. */
  readonly path: string;
  readonly entries: EntryColumns;
  readonly isLast: boolean;
  readonly isCut: boolean;
}

/** Of a file's mode: somebody may run it. */
export const EXECUTABLE = 0o111;

/** A file at one moment; links on the way to it were followed. */
export interface FileState {
  readonly type: FileType;
  readonly isExecutable: boolean;
  readonly sizeBytes: number;
  readonly inode: string;
  /** Seconds since 1970. */
  readonly modifiedSeconds: number;
  /** All that tells one state from another, with times as exact as this way has them; compare as a whole. */
  readonly identity: string;
}

/** A file of a directory, and the size that it is to have. */
export interface SizedFile {
  readonly name: string;
  readonly sizeBytes: number;
}

export interface Fingerprint {
  /** Of its first `sizeBytes`; `undefined` if there is no tool for it. */
  readonly sha256: string | undefined;
  /** It had this size, and was the same file in the same state before and after. */
  readonly isSteady: boolean;
}

export interface FilePart {
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
}

export interface ContentEnd {
  /** `undefined` if the way cannot tell. */
  readonly sha256?: string;
  readonly before?: string;
  readonly after?: string;
  readonly sizeAfter?: number;
  /** Bytes of content that were sent, as the other end has counted them. */
  readonly sentBytes?: number;
  /** What crossed the cluster for them. */
  readonly carriedBytes?: number;
  readonly leftOut?: number;
}

/** Content on its way: `output` can be read once and throws what went wrong; `end` settles when all has come. */
export interface Content {
  readonly output: AsyncIterable<Uint8Array>;
  readonly end: Promise<ContentEnd>;
}

export interface Upload {
  readonly sizeBytes: number;
  readonly sha256?: string;
  readonly replace: boolean;
  readonly input: AsyncIterable<Uint8Array>;
}

export interface FolderSize {
  readonly files: number;
  readonly sizeBytes: number;
}

/** Every method throws an AppError that says why it cannot: what is not there, may not be, or this way has no tool for. */
export interface TargetFiles {
  readonly way: FilesWay;
  list(file: FileRef, signal: AbortSignal): AsyncIterable<EntryPage>;
  /** A link is told as itself, with what it leads to. */
  stat(file: FileRef, signal: AbortSignal): Promise<FileEntry & { readonly path: string }>;
  state(file: FileRef, signal: AbortSignal): Promise<FileState>;
  read(
    file: FileRef,
    range: { readonly offset: number; readonly length: number },
    signal: AbortSignal,
  ): Promise<FilePart>;
  /** SHA-256 of the first so many bytes; `undefined` where there is no tool for it. */
  hash(file: FileRef, length: number, signal: AbortSignal): Promise<string | undefined>;
  /** Of regular files of one directory, in their order, in as few steps as this way can; what one of them refuses is its answer. */
  fingerprints(
    directory: FileRef,
    files: readonly SizedFile[],
    signal: AbortSignal,
  ): Promise<readonly (Fingerprint | AppError)[]>;
  /** From an offset to the size that the file had. */
  content(file: FileRef, range: { readonly offset: number; readonly size: number }, signal: AbortSignal): Content;
  /**
   * A directory as one tar stream; links stay links, other file systems are left out. With an offset the stream is made once
   * more, hashed as a whole, and sent from there on.
   */
  archive(file: FileRef, offset: number, signal: AbortSignal): Content;
  measure(file: FileRef, signal: AbortSignal): Promise<FolderSize>;
  space(file: FileRef, signal: AbortSignal): Promise<FileSpace>;
  /** One file, link or empty directory; never what a link leads to. */
  remove(file: FileRef, signal: AbortSignal): Promise<void>;
  /** Never over something that is there. */
  rename(file: FileRef, to: string, signal: AbortSignal): Promise<void>;
  makeDirectory(file: FileRef, signal: AbortSignal): Promise<void>;
  write(file: FileRef, upload: Upload, signal: AbortSignal): Promise<void>;
}
