import type { ChunkHeader } from './chunk-header.ts';

const PART = 2 ** 28;
const NANOS_PER_SECOND = 1e9;

/** Turns a chunk's ticks into nanoseconds since the recording's origin. */
export interface ChunkClock {
  readonly baseNanos: number;
  readonly nanosPerTick: number;
  /** The start's ticks in the three parts of a cursor: 3 GHz pass 2^53 after 35 days, a difference never does. */
  readonly startTop: number;
  readonly startUpper: number;
  readonly startLow: number;
}

/** Every chunk by its own clock: files put together from two JVMs have two. */
export function chunkClock(header: ChunkHeader, originNanos: bigint): ChunkClock {
  const { startNanos, startTicks, ticksPerSecond } = header;
  return {
    baseNanos: Number(startNanos - originNanos),
    nanosPerTick: ticksPerSecond > 0 ? NANOS_PER_SECOND / ticksPerSecond : 1,
    startTop: Number(startTicks >> 56n),
    startUpper: Number((startTicks >> 28n) & BigInt(PART - 1)),
    startLow: Number(startTicks & BigInt(PART - 1)),
  };
}
