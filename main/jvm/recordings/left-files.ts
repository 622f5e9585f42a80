import type { FileRef } from '../../../preload/contract/files.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';

/** What this app has made a JVM write into its file system, and which is still there as far as is known. */
export interface LeftFile {
  readonly path: string;
  /** The recording that writes it. */
  readonly recording?: string;
  /** ISO 8601. */
  readonly startedAt?: string;
}

export interface LeftPlace {
  readonly ref: ProcessRef;
  readonly podUid?: string;
}

/** Remembered beyond the app's end. */
export interface LeftFiles {
  add(place: LeftPlace, file: LeftFile): Promise<void>;
  find(process: ProcessRef): readonly LeftFile[];
  /** It is not there any more. */
  forget(file: FileRef): Promise<void>;
}
