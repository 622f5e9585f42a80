/** A target's files, read through `/proc/PID/root` of a debug container; and transfers with proof. */
import { z } from 'zod';

import type { EntryColumns } from './entry-columns.ts';
import type { ErrorForm } from './errors.ts';
import type { ComparisonPart } from './file-comparison.ts';
import type { FileEntry } from './file-entry.ts';
import { byteStream, call, itemStream } from './kinds.ts';
import { ProcessRef } from './references.ts';

export type { FileEntry, FileType } from './file-entry.ts';

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

/** How a container's files are reached: by the app's own program, or by the image's shell and tools, slower and with less proof. */
export type FilesWay = 'program' | 'shell';

/** A part of a directory's entries, in the file system's order. */
export interface ListingPage {
  /** The directory without links: every one on the way was resolved inside the target's root. */
  readonly path: string;
  readonly entries: EntryColumns;
  readonly isLast: boolean;
  /** There are more than can be listed this way; on the last page. */
  readonly isCut: boolean;
  readonly way: FilesWay;
}

export interface FileSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly isReadOnly: boolean;
  /** Kept in memory: what is written counts against the container's limit. */
  readonly isMemory: boolean;
  /** Made by the kernel while it is read, such as /proc and /sys. */
  readonly isKernel: boolean;
}

export type TransferState =
  /** For its turn. */
  | 'queued'
  | 'reading'
  /** The connection was lost; it is tried again by itself. */
  | 'waiting'
  | 'paused'
  | 'verifying'
  | 'verified'
  /** All came, but there is no tool in the container to compute a hash with. */
  | 'sizeOnly'
  | 'changed'
  | 'failed'
  | 'cancelled';

/** What happened to a file while it was read. */
export type FileChange = 'grew' | 'truncated' | 'rewritten' | 'replaced';

export interface Transfer {
  readonly id: string;
  readonly source: FileRef;
  /** A folder comes with all that is in it, and lies here as a folder. */
  readonly isFolder: boolean;
  /** As the person's disk may call it. */
  readonly fileName: string;
  /** Of a folder an estimate until it is here. */
  readonly sizeBytes: number;
  readonly receivedBytes: number;
  /** Of the last seconds. */
  readonly bytesPerSecond: number;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly state: TransferState;
  readonly way?: FilesWay;
  /** What crossed the cluster for `receivedBytes`; less where packing paid. */
  readonly carriedBytes?: number;
  /** Lower-case hexadecimal, of what lies on the disk here; of a folder, of the stream it came by. */
  readonly sha256?: string;
  /** The same, computed in the container. */
  readonly remoteSha256?: string;
  readonly change?: FileChange;
  /** The copy is the file as it was when the copy began; it has only grown since. */
  readonly isEarlierState?: true;
  readonly problem?: ErrorForm;
  /** Times the connection was lost and the copy went on. */
  readonly resumed: number;
  /** A folder, of which something was here that did not fit any more: it is copied from the beginning. */
  readonly isAnew?: true;
  /** Of a folder: what could not be read, is no file, or is another file system. */
  readonly leftOut?: number;
  /** Where the person put it. */
  readonly savedAs?: string;
  /** The app's copy, or the one that the person saved, is no longer where it was when this was last looked for. */
  readonly isGone?: true;
  readonly isSavedGone?: true;
  /** Of a whole copy: why the system's own program is not asked to open it. */
  readonly openRefusal?: string;
  /** The same as kubectl's, without its traps. */
  readonly kubectl: string;
}

/** A change of a target's files, before it is made. */
export const FileChangePlan = FileRef.extend({
  change: z.enum(['remove', 'removeDirectory', 'rename', 'makeDirectory', 'upload']),
  /** Of a renaming. */
  to: TargetPath.optional(),
});
export type FileChangePlan = z.infer<typeof FileChangePlan>;

const TransferRef = z.object({ transfer: z.string().max(64) });
/** A part of an upload, as base64. */
const UPLOAD_PART_LIMIT = 64 * 1024;

export const files = {
  list: itemStream(FileRef).of<ListingPage>(),
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
  /** What is appended to a file from an offset on, as it comes. FILE_CHANGED when it was truncated or replaced. */
  follow: byteStream(FileRef.extend({ offset: z.number().int().min(0) }), z.never()).opens<Record<never, never>>(),
  /**
   * A file or a directory with all below it, against another place of the same pod, by type, mode, owner, size, a link's text and
   * SHA-256. Links are compared as links; only at the two beginnings one is followed.
   */
  compare: itemStream(
    FileRef.extend({ other: FileRef.pick({ container: true, pid: true, path: true }) }),
  ).of<ComparisonPart>(),
  /** Of the file system that a path is on. */
  space: call(FileRef).returns<FileSpace>(),
  /** Starts a copy to this machine that outlives the page, and the app; see `transfers`. */
  download: call(FileRef).returns<{ readonly transfer: string }>(),
  transfers: itemStream(z.object({})).of<readonly Transfer[]>(),
  cancel: call(TransferRef).returns<Record<never, never>>(),
  pause: call(TransferRef).returns<Record<never, never>>(),
  resume: call(TransferRef).returns<Record<never, never>>(),
  /** From the beginning. */
  retry: call(TransferRef).returns<Record<never, never>>(),
  /** Of a file that only grew: the copy is good as what it was at the start, if the hash of that part still agrees. */
  keepEarlierState: call(TransferRef).returns<Record<never, never>>(),
  /** Forgets it and deletes the copy in the app's own folder; what the person saved stays. */
  discard: call(TransferRef).returns<Record<never, never>>(),
  /** What a change would be by hand. */
  plan: call(FileChangePlan).returns<{ readonly kubectl: string }>(),
  /** Deletes one file, link or empty directory in the target, after the person has confirmed. */
  remove: call(FileRef).returns<Record<never, never>>(),
  rename: call(FileRef.extend({ to: TargetPath })).returns<Record<never, never>>(),
  makeDirectory: call(FileRef).returns<Record<never, never>>(),
  /** Puts a file there, under a temporary name until all of it has come and its hash is right. `opened` invites the bytes. */
  upload: byteStream(
    FileRef.extend({
      sizeBytes: z.number().int().min(0),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      replace: z.boolean().default(false),
    }),
    z.object({ base64: z.base64().max(UPLOAD_PART_LIMIT) }),
  ).opens<Record<never, never>>(),
};
