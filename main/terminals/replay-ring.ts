/** The newest bytes of a terminal, addressed by their offset in all that it ever printed. */
export interface ReplayRing {
  /** Offset of the oldest byte that is kept. */
  readonly start: number;
  /** Offset of the next byte to come. */
  readonly end: number;
  append(bytes: Uint8Array): void;
  /** Where to read when asked for `offset`: a byte that is gone is replaced by the first whole line that is kept. */
  place(offset: number): number;
  /** At most `limit` bytes from an offset that is kept; empty at the end. */
  read(offset: number, limit: number): Uint8Array;
}

const NEWLINE = 0x0a;
/** A longer line is cut where it stands: looking further for its end would lose too much. */
const LINE_SEARCH_BYTES = 16 * 1024;
/** It grows with what is printed: most terminals never fill it. */
const INITIAL_BYTES = 4096;

export function createReplayRing(capacity: number): ReplayRing {
  let memory = new Uint8Array(Math.min(capacity, INITIAL_BYTES));
  let end = 0;
  let kept = 0;

  function grow(needed: number): void {
    if (needed <= memory.length) return;
    let size = memory.length;
    while (size < needed) size *= 2;
    const old = copy(end - kept, kept);
    memory = new Uint8Array(Math.min(size, capacity));
    write(end - kept, old);
  }

  function write(offset: number, bytes: Uint8Array): void {
    const position = offset % memory.length;
    const first = bytes.subarray(0, memory.length - position);
    memory.set(first, position);
    memory.set(bytes.subarray(first.length), 0);
  }

  function copy(offset: number, length: number): Uint8Array {
    const position = offset % memory.length;
    const bytes = new Uint8Array(length);
    const first = memory.subarray(position, Math.min(memory.length, position + length));
    bytes.set(first);
    bytes.set(memory.subarray(0, length - first.length), first.length);
    return bytes;
  }

  const ring: ReplayRing = {
    get start() {
      return end - kept;
    },
    get end() {
      return end;
    },
    append: (bytes) => {
      const tail = bytes.subarray(Math.max(0, bytes.length - capacity));
      grow(Math.min(capacity, kept + tail.length));
      end += bytes.length;
      write(end - tail.length, tail);
      kept = Math.min(capacity, kept + bytes.length);
    },
    place: (offset) => {
      if (offset >= ring.start) return Math.min(offset, end);
      for (let at = ring.start; at < Math.min(end, ring.start + LINE_SEARCH_BYTES); at += 1) {
        if (memory[at % memory.length] === NEWLINE) return at + 1;
      }
      return ring.start;
    },
    read: (offset, limit) => copy(offset, Math.max(0, Math.min(limit, end - offset))),
  };
  return ring;
}
