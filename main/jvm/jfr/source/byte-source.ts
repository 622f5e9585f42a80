/** Memory that is used for one read after the other: a chunk's takes as long to be given back as the chunk to be read. */
export interface ReadBuffer {
  bytes: Uint8Array<ArrayBuffer>;
}

/** Where a recording's bytes come from. */
export interface ByteSource {
  /** How many bytes there are now; unknown of a stream until it ends. */
  size(): Promise<number | undefined>;
  /** These bytes; fewer where the source ends. They may lie in `buffer`, which the next read then overwrites. */
  read(offset: number, length: number, buffer?: ReadBuffer): Promise<Uint8Array>;
  /** Whether bytes once read can be read again, which looking at single events needs. */
  readonly repeatable: boolean;
  /** What the recording was packed as. */
  readonly archive?: 'gzip' | 'zip' | 'lz4';
  /** Why it ended before its time, such as an archive that was cut off. */
  failure(): string | undefined;
  close(): Promise<void>;
}
