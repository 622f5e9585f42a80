/** Below this a loop is quicker than a call. */
const SHORT = 32;

/**
 * Unpacks one LZ4 block to `output` from `start` on and returns where it ended; `undefined` if it is damaged or has no room.
 * Copies may reach back into what stands before `start`. https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
export function unpackLz4Block(packed: Uint8Array, output: Uint8Array, start: number): number | undefined {
  let from = 0;
  let to = start;
  const rest = (): number => {
    let total = 15;
    for (;;) {
      const more = packed[from++];
      if (more === undefined) return Number.POSITIVE_INFINITY;
      total += more;
      if (more !== 255) return total;
    }
  };
  while (from < packed.length) {
    const token = packed[from++] ?? 0;
    const literals = token >> 4 === 15 ? rest() : token >> 4;
    if (from + literals > packed.length || to + literals > output.length) return undefined;
    if (literals < SHORT) for (const end = to + literals; to < end;) output[to++] = packed[from++] ?? 0;
    else {
      output.set(packed.subarray(from, from + literals), to);
      from += literals;
      to += literals;
    }
    // The last run has nothing to copy behind it.
    if (from >= packed.length) break;
    const distance = (packed[from] ?? 0) | ((packed[from + 1] ?? 0) << 8);
    from += 2;
    const copied = ((token & 15) === 15 ? rest() : token & 15) + 4;
    if (distance === 0 || distance > to || to + copied > output.length) return undefined;
    if (copied < SHORT || distance < copied) {
      // Byte by byte, as a copy may reach into itself: that is how LZ4 says "repeat".
      for (const end = to + copied; to < end; to += 1) output[to] = output[to - distance] ?? 0;
    } else {
      output.copyWithin(to, to - distance, to - distance + copied);
      to += copied;
    }
  }
  return to;
}
