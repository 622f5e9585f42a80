/** How many streams a file is read by: more are tried where one may not fill the link, and kept where that has paid. Pure. */

/** Not counted: a new stream is opened, and finds its speed. */
const SETTLE_MS = 1_000;
const MEASURE_MS = 2_000;
/** A stream as fast as this is held up by the two ends, and not by the way between them. */
const FAST_BYTES_PER_SECOND = 60 * 1024 * 1024;
/** Less is the link's own mood. */
const GAIN = 1.15;
/** All at once: a trial for each would take as long as many a file. */
export const STREAMS = 3;

export interface StreamCount {
  readonly wanted: number;
  /** Of one stream, once more than one are wanted. */
  readonly bytesPerSecond: number;
  /** All that has come so far, and by how many streams it comes now. */
  sample(bytes: number, streams: number): void;
  /** Nothing came for a while, for reasons that have nothing to do with it. */
  restart(): void;
}

export function createStreamCount(now: () => number): StreamCount {
  let wanted = 1;
  let isDecided = false;
  let bytesPerSecond = 0;
  let started: number | undefined;
  let measured: { readonly at: number; readonly bytes: number } | undefined;
  const restart = (): void => {
    started = undefined;
    measured = undefined;
  };

  function decide(rate: number): void {
    if (wanted === 1 && rate < FAST_BYTES_PER_SECOND) {
      bytesPerSecond = rate;
      wanted = STREAMS;
    } else {
      if (wanted > 1 && rate < bytesPerSecond * GAIN) wanted = 1;
      isDecided = true;
    }
    restart();
  }

  return {
    get wanted() {
      return wanted;
    },
    get bytesPerSecond() {
      return bytesPerSecond;
    },
    sample: (bytes, streams) => {
      // As many as are wanted are not always to be had, because others wait for their turn; two tell as well.
      const isMeant = wanted === 1 ? streams === 1 : streams > 1;
      if (isDecided || !isMeant) {
        restart();
        return;
      }
      const at = now();
      started ??= at;
      if (at - started < SETTLE_MS) return;
      measured ??= { at, bytes };
      const passed = at - measured.at;
      if (passed >= MEASURE_MS) decide(((bytes - measured.bytes) * 1000) / passed);
    },
    restart,
  };
}
