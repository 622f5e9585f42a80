/** A target's files, read through `/proc/PID/root` of a debug container; and downloads with proof. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { byteStream, call, itemStream } from './kinds.ts';
import { ProcessRef } from './references.ts';

/** Linux's PATH_MAX. */
const PATH_LIMIT = 4096;

/**
 * A path inside the target's root, absolute, in the form of `encodePath`: text as it is; a byte that is not part of valid
 * UTF-8 as `\xHH`, a backslash as `\\`. So any name that Linux allows crosses as text and comes back as the same bytes.
 */
const TargetPath = z
  .string()
  .min(1)
  .max(PATH_LIMIT * 4)
  .startsWith('/');

export const FileRef = ProcessRef.extend({ path: TargetPath });
export type FileRef = z.infer<typeof FileRef>;

export type FileType =
  'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'character-device' | 'block-device' | 'unknown';

export interface FileEntry {
  /** Encoded as `TargetPath` is; one component. */
  readonly name: string;
  readonly type: FileType;
  readonly sizeBytes: number;
  /** Permission bits with set-uid, set-gid and sticky: 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** ISO 8601. */
  readonly modifiedAt: string;
  readonly inode: number;
  readonly linkTarget?: string;
  /** Of a link: where it leads inside the target's root, resolved step by step; absent when it leads nowhere. */
  readonly resolved?: { readonly path: string; readonly type: FileType };
  /** Seen by name: a flight recording or a heap dump. */
  readonly role?: 'recording' | 'heapDump';
}

export interface DirectoryListing {
  /** Without links: every one on the way was resolved inside the target's root. */
  readonly path: string;
  readonly entries: readonly FileEntry[];
  /** More entries than are listed. */
  readonly truncated: boolean;
}

export type TransferState = 'reading' | 'verifying' | 'verified' | 'sizeOnly' | 'changed' | 'failed' | 'cancelled';

export interface Transfer {
  readonly id: string;
  readonly source: FileRef;
  /** As the person's disk may call it. */
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly receivedBytes: number;
  readonly bytesPerSecond: number;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly state: TransferState;
  /** Lower-case hexadecimal, of what lies on the disk here. */
  readonly sha256?: string;
  /** The same, computed in the container. */
  readonly remoteSha256?: string;
  readonly problem?: ErrorForm;
  /** Times the connection was lost and the copy went on at its offset. */
  readonly resumed: number;
  /** Where the person put it. */
  readonly savedAs?: string;
  /** The same as kubectl's, without its traps. */
  readonly kubectl: string;
}

export const files = {
  list: call(FileRef).returns<DirectoryListing>(),
  stat: call(FileRef).returns<FileEntry & { readonly path: string }>(),
  /** A part of a regular file, for looking at; at most 1 MiB. */
  read: byteStream(
    FileRef.extend({
      offset: z.number().int().min(0).default(0),
      length: z
        .number()
        .int()
        .min(1)
        .max(1024 * 1024),
    }),
    z.never(),
  ).opens<{ readonly sizeBytes: number }>(),
  /** Starts a copy to this machine that outlives the page; see `transfers`. */
  download: call(FileRef).returns<{ readonly transfer: string }>(),
  transfers: itemStream(z.object({})).of<readonly Transfer[]>(),
  cancel: call(z.object({ transfer: z.string().max(64) })).returns<Record<never, never>>(),
  retry: call(z.object({ transfer: z.string().max(64) })).returns<Record<never, never>>(),
  /** Forgets it and deletes the copy in the app's own folder; what the person saved stays. */
  discard: call(z.object({ transfer: z.string().max(64) })).returns<Record<never, never>>(),
  /** Deletes one file in the target, after the person has confirmed. */
  remove: call(FileRef).returns<Record<never, never>>(),
};
