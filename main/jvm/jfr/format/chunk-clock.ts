import type { ChunkHeader } from './chunk-header.ts';

const NANOS_PER_SECOND = 1e9;

/** Turns a chunk's ticks into nanoseconds since the recording's origin. */
export interface ChunkClock {
  readonly startTicks: bigint;
  readonly baseNanos: number;
  readonly nanosPerTick: number;
}

/** Every chunk by its own clock: files put together from two JVMs have two. */
export function chunkClock(header: ChunkHeader, originNanos: bigint): ChunkClock {
  const { startNanos, startTicks, ticksPerSecond } = header;
  return {
    startTicks,
    baseNanos: Number(startNanos - originNanos),
    nanosPerTick: ticksPerSecond > 0 ? NANOS_PER_SECOND / ticksPerSecond : 1,
  };
}
