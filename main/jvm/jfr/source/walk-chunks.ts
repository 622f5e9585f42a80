import { HEADER_BYTES, MAGIC, readChunkHeader, unreadable, type ChunkHeader } from '../format/chunk-header.ts';
import { LIMITS } from '../limits.ts';
import type { ByteSource } from './byte-source.ts';

const SEARCH_BYTES = 1024 * 1024;
/** A header is rewritten in microseconds. One that stays so was left by a JVM that died at that moment. */
const READS_OF_CHANGING_HEADER = 20;

export interface FoundChunk {
  readonly offset: number;
  readonly header: ChunkHeader;
  /** Bytes of the chunk that are there, and can be read at once. */
  readonly length: number;
  /** `cut`: the file ends before the chunk does. `growing`: its writer had not finished it. */
  readonly state: 'whole' | 'growing' | 'cut';
}

export interface WalkProblem {
  readonly offset: number;
  readonly reason: string;
}

/** Finds the chunks of a recording one after the other. What lies between them is said to be skipped, and why. */
export async function* walkChunks(
  source: ByteSource,
  from: number,
  onProblem: (problem: WalkProblem) => void,
): AsyncGenerator<FoundChunk> {
  let offset = from;
  for (let steps = 0; steps < LIMITS.chunks; steps += 1) {
    const header = await readHeader(source, offset);
    if (header === undefined) {
      const rest = await source.read(offset, HEADER_BYTES);
      if (rest.length === 0) return;
      const next = await findChunk(source, offset + 1, undefined);
      onProblem({ offset, reason: skipped(next === undefined ? undefined : next - offset) });
      if (next === undefined) return;
      offset = next;
      continue;
    }
    const reason = unreadable(header);
    const found = await measure(source, offset, header);
    if (reason !== undefined) onProblem({ offset, reason });
    else if (found.state === 'growing' && header.size <= HEADER_BYTES) {
      onProblem({ offset, reason: 'nothing has been flushed to this chunk yet' });
    } else {
      if (found.state === 'cut') onProblem({ offset: offset + found.length, reason: cut(found) });
      yield found;
    }
    offset += Math.max(HEADER_BYTES, found.length);
    // Behind what has been flushed lies an event that is half written, unless other chunks were appended.
    if (found.state === 'growing' && (await readHeader(source, offset)) === undefined) {
      const next = await findChunk(source, offset, header);
      if (next === undefined) return;
      offset = next;
    }
  }
  onProblem({ offset, reason: `more than ${String(LIMITS.chunks)} chunks: the rest of the file is skipped` });
}

async function readHeader(source: ByteSource, offset: number): Promise<ChunkHeader | undefined> {
  let header = readChunkHeader(await source.read(offset, HEADER_BYTES));
  for (let read = 0; read < READS_OF_CHANGING_HEADER && header?.state === 'being rewritten'; read += 1) {
    header = readChunkHeader(await source.read(offset, HEADER_BYTES));
  }
  return header;
}

async function measure(source: ByteSource, offset: number, header: ChunkHeader): Promise<FoundChunk> {
  const growing = header.state !== 'finished';
  const size =
    header.state === 'being rewritten' || header.size < HEADER_BYTES ? Number.POSITIVE_INFINITY : header.size;
  const state = growing ? 'growing' : 'whole';
  if (size <= LIMITS.chunkBytes && (await holds(source, offset + size))) return { offset, header, length: size, state };
  // The size is wrong or the file is cut off. Where another chunk begins before its end, the size is wrong.
  const next = await findChunk(source, offset + HEADER_BYTES, header, LIMITS.chunkBytes);
  const end = next ?? offset + (await source.read(offset, LIMITS.chunkBytes)).length;
  return { offset, header, length: end - offset, state: growing ? 'growing' : 'cut' };
}

async function holds(source: ByteSource, end: number): Promise<boolean> {
  const size = await source.size();
  if (size !== undefined) return end <= size;
  // Nobody knows how long a stream is: the read that follows may come back shorter.
  return true;
}

/**
 * Where the next chunk begins. The pool `jdk.types.ChunkHeader` holds a copy of its own chunk's header, which is told by its
 * start and passed over.
 */
async function findChunk(
  source: ByteSource,
  from: number,
  own: ChunkHeader | undefined,
  within = Number.POSITIVE_INFINITY,
): Promise<number | undefined> {
  let at = from;
  while (at - from < within) {
    const bytes = await source.read(at, SEARCH_BYTES);
    const window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let hit = window.indexOf(MAGIC); hit >= 0; hit = window.indexOf(MAGIC, hit + 1)) {
      const header = readChunkHeader(window.subarray(hit));
      if (header !== undefined && isPlausible(header) && header.startTicks !== own?.startTicks) return at + hit;
    }
    if (bytes.length < SEARCH_BYTES) return undefined;
    // A header that lies across the end of this window is found at the beginning of the next.
    at += bytes.length - HEADER_BYTES + 1;
  }
  return undefined;
}

function isPlausible({ major, minor, size, ticksPerSecond }: ChunkHeader): boolean {
  return major <= 2 && minor <= 9 && size >= HEADER_BYTES && ticksPerSecond > 0;
}

function skipped(length: number | undefined): string {
  const much = length === undefined ? 'the rest of the file is' : `${String(length)} bytes are`;
  return `no chunk begins here, ${much} skipped`;
}

function cut({ header, length }: FoundChunk): string {
  return header.size < HEADER_BYTES
    ? `the chunk says that it has ${String(header.size)} bytes; ${String(length)} were found`
    : `the chunk of ${String(header.size)} bytes ends here, after ${String(length)}`;
}
