import type { ChunkHeader } from './chunk-header.ts';

const LOW_BITS = 2 ** 28;
const NANOS_PER_SECOND = 1e9;

/** Turns a chunk's ticks into nanoseconds since the recording's origin. */
export interface ChunkClock {
  readonly baseNanos: number;
  readonly nanosPerTick: number;
  /** The start's ticks in the two parts of a cursor: 3 GHz pass 2^53 after 35 days, a difference never does. */
  readonly startUpper: number;
  readonly startLow: number;
}

/** Every chunk by its own clock: files put together from two JVMs have two. */
export function chunkClock(header: ChunkHeader, originNanos: bigint): ChunkClock {
  return {
    baseNanos: Number(header.startNanos - originNanos),
    nanosPerTick: header.ticksPerSecond > 0 ? NANOS_PER_SECOND / header.ticksPerSecond : 1,
    startUpper: Number(header.startTicks >> 28n),
    startLow: Number(header.startTicks & BigInt(LOW_BITS - 1)),
  };
}

export function nanosOf(clock: ChunkClock, upper: number, low: number): number {
  return clock.baseNanos + ((upper - clock.startUpper) * LOW_BITS + (low - clock.startLow)) * clock.nanosPerTick;
}
