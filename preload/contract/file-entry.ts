/** What a directory holds, as far as the file system tells. */
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
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly linkTarget?: string;
  /** Of a link: what it leads to inside the target's root, resolved step by step; absent when it leads nowhere. */
  readonly resolved?: { readonly type: FileType; readonly path?: string };
  /** Another file system begins here. */
  readonly isMount?: true;
  /** The file system refuses to tell more than the name. */
  readonly isUnknown?: true;
  /** Seen by name: a flight recording or a heap dump. */
  readonly role?: 'recording' | 'heapDump';
}
