/** What differs between two places of one pod, told entry by entry as it is found. */
import type { ErrorForm } from './errors.ts';
import type { FileEntry } from './file-entry.ts';

/** *Here* is where the person was, *there* the place that it is compared with. */
export type ComparedSide = 'here' | 'there';

/** Times are told and are no difference: an image that is unpacked twice has others. */
export type FileDifference = 'type' | 'mode' | 'owner' | 'size' | 'link' | 'content';

/** `unknown`: something of it could not be compared, and nothing that could be differs. */
export type ComparedVerdict = 'onlyHere' | 'onlyThere' | 'different' | 'unknown' | 'same';

export type NotCompared =
  /** Another file system begins here on one of the sides: a volume, /proc. Compare it by itself. */
  | 'mount'
  /** Deeper than directories are entered. */
  | 'depth'
  /** One side has more entries than are listed: what seems to be only on the other may be among them. */
  | 'cut'
  /** As many entries were compared as one comparison tells of; this directory was not entered. */
  | 'entries'
  /** As many bytes of content were read as one comparison reads. */
  | 'bytes'
  /** A device's numbers are not told. */
  | 'device'
  /** Made by the kernel while it is read: it has no content that could be compared. */
  | 'kernel';

export type ComparedFacts = Pick<
  FileEntry,
  'type' | 'sizeBytes' | 'mode' | 'uid' | 'gid' | 'modifiedMs' | 'linkTarget' | 'isMount' | 'isUnknown'
>;

export interface ComparedEntry {
  /** Below both beginnings, encoded as `TargetPath` is, without a slash before it; empty for the beginnings themselves. */
  readonly path: string;
  readonly verdict: ComparedVerdict;
  /** Absent where it is not there. */
  readonly here?: ComparedFacts;
  readonly there?: ComparedFacts;
  readonly differences: readonly FileDifference[];
  /** Lower-case hexadecimal, where the contents were compared. */
  readonly sha256?: Readonly<Record<ComparedSide, string>>;
  readonly notCompared?: NotCompared;
  /** Why one side could not tell; the others go on. */
  readonly problems?: readonly { readonly side: ComparedSide; readonly error: ErrorForm }[];
}

export interface ComparisonPart {
  /** Found since the last part. */
  readonly entries: readonly ComparedEntry[];
  readonly counts: Readonly<Record<ComparedVerdict, number>>;
  /** Bytes of content whose hash was computed, both sides together. */
  readonly contentBytes: number;
  /** What it has been at for the longest now, with the bytes of its content; absent at the end. */
  readonly at?: { readonly path: string; readonly sizeBytes?: number };
  /** `cut`: as many entries were compared as one comparison tells of. */
  readonly end?: 'complete' | 'cut';
}
