/** Where a recording's bytes come from. */
export interface ByteSource {
  /** How many bytes there are now; unknown of a stream until it ends. */
  size(): Promise<number | undefined>;
  /** These bytes; fewer where the source ends. They lie in memory that `room` gave where the source has to put them somewhere. */
  read(offset: number, length: number, room?: Room): Promise<Uint8Array>;
  /** Whether bytes once read can be read again, which looking at single events needs. */
  readonly repeatable: boolean;
  /** What the recording was packed as. */
  readonly archive?: 'gzip' | 'zip' | 'lz4';
  /** Why it ended before its time, such as an archive that was cut off. */
  failure(): string | undefined;
  close(): Promise<void>;
}

/** Memory for so many bytes. */
export type Room = (length: number) => Uint8Array<ArrayBuffer>;
