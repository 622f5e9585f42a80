/** Bytes of a chunk's header; all numbers in it are big-endian and of fixed width. */
export const HEADER_BYTES = 68;
/** "FLR\0". */
export const MAGIC = Uint8Array.of(0x46, 0x4c, 0x52, 0x00);

const STATE = { finished: 0, beingRewritten: 255 } as const;
const FLAG = { compressedIntegers: 1, finalChunk: 2 } as const;

export interface ChunkHeader {
  readonly major: number;
  readonly minor: number;
  /** Including the header; of a chunk still being written: what has been flushed. */
  readonly size: number;
  /** From the chunk's start; 0 where nothing has been flushed. */
  readonly checkpointAt: number;
  readonly metadataAt: number;
  readonly startNanos: bigint;
  readonly durationNanos: number;
  readonly startTicks: bigint;
  readonly ticksPerSecond: number;
  readonly state: 'finished' | 'growing' | 'being rewritten';
  /** Goes up at each flush of a chunk that is being written. */
  readonly generation: number;
  readonly compressed: boolean;
  readonly finalChunk: boolean;
}

/** The header at the beginning of these bytes, if one is there. */
export function readChunkHeader(bytes: Uint8Array): ChunkHeader | undefined {
  if (bytes.length < HEADER_BYTES || MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (at: number): number => Number(view.getBigInt64(at));
  const generation = view.getUint8(64);
  const flags = view.getUint16(66);
  return {
    major: view.getUint16(4),
    minor: view.getUint16(6),
    size: long(8),
    checkpointAt: long(16),
    metadataAt: long(24),
    startNanos: view.getBigInt64(32),
    durationNanos: long(40),
    startTicks: view.getBigInt64(48),
    ticksPerSecond: long(56),
    state:
      generation === STATE.finished ? 'finished' : generation === STATE.beingRewritten ? 'being rewritten' : 'growing',
    generation,
    compressed: (flags & FLAG.compressedIntegers) !== 0,
    finalChunk: (flags & FLAG.finalChunk) !== 0,
  };
}

/** Why nothing of this chunk can be read, if that is so. */
export function unreadable(header: ChunkHeader): string | undefined {
  if (header.major === 0) {
    return 'written by an Oracle JDK 7 or 8, whose format 0.9 is another one: an old JDK Mission Control converts it';
  }
  if (header.major > 2) return `format ${String(header.major)}.${String(header.minor)} is not known`;
  if (!header.compressed) return 'integers are not compressed, which no known writer does';
  return undefined;
}
