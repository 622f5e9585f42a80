import type { RecordingIndex } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import { NANOS_PER_MS } from './scope.ts';

/** Chunks that are told one by one; a recording of a day has 10,000. */
const CHUNKS_SHOWN = 500;
const NANOS_PER_MS_EXACT = 1_000_000n;
/** What `Date` can hold, in milliseconds. */
const LAST_DATE = 8_640_000_000_000_000;

/** What is known of a recording without its events. */
export function recordingIndex(recording: Recording, fileName: string): RecordingIndex {
  const { chunks, problems, problemsOmitted, originNanos, endNanos, source, sizeBytes } = recording;
  const startedAt = chunks.length === 0 ? undefined : isoTime(originNanos);
  const { archive } = source;
  return {
    fileName,
    sizeBytes,
    ...(startedAt === undefined ? {} : { startedAt }),
    durationMs: endNanos / NANOS_PER_MS,
    state: stateOf(recording),
    chunkCount: chunks.length,
    chunks: chunks.slice(0, CHUNKS_SHOWN).map(({ offset, length, header, state }) => ({
      offset,
      sizeBytes: length,
      from: Number(header.startNanos - originNanos) / NANOS_PER_MS,
      durationMs: header.durationNanos / NANOS_PER_MS,
      state,
      format: `${String(header.major)}.${String(header.minor)}`,
    })),
    ...(archive === undefined ? {} : { archive }),
    problems,
    problemsOmitted,
  };
}

/** ISO 8601; nothing for a moment that a crafted header puts outside all calendars. */
export function isoTime(nanosSince1970: bigint): string | undefined {
  const milliseconds = Number(nanosSince1970 / NANOS_PER_MS_EXACT);
  return Math.abs(milliseconds) <= LAST_DATE ? new Date(milliseconds).toISOString() : undefined;
}

function stateOf({ chunks }: Recording): RecordingIndex['state'] {
  if (chunks.length === 0) return 'unreadable';
  if (chunks.some(({ state }) => state === 'cut')) return 'cut';
  return chunks.at(-1)?.state === 'growing' ? 'growing' : 'whole';
}
