/** What the first chunk of a flight recording says of itself. Pure; https://openjdk.org JFR's chunk header. */
export interface RecordingHead {
  readonly version: string;
  /** Of the first chunk; a recording has one or more. */
  readonly chunkBytes: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  /** It is being written to, or the JVM ended before it was closed. */
  readonly isOpen: boolean;
}

const HEADER_BYTES = 68;
const NANOSECONDS = 1_000_000_000;

export function recordingHead(bytes: Uint8Array): RecordingHead | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x464c5200) return undefined;
  const started = new Date(Number(view.getBigInt64(32) / 1_000_000n));
  if (Number.isNaN(started.getTime())) return undefined;
  const chunkBytes = Number(view.getBigInt64(8));
  return {
    version: `${String(view.getUint16(4))}.${String(view.getUint16(6))}`,
    chunkBytes,
    startedAt: started.toISOString(),
    seconds: Number(view.getBigInt64(40)) / NANOSECONDS,
    isOpen: chunkBytes <= 0 || view.getBigInt64(16) <= 0n,
  };
}
