/** Reads a HPROF file record by record to its last byte; throws where it is not one, or not whole. */
export interface HprofFacts {
  readonly records: number;
  /** In heap dump segments. */
  readonly heapBytes: number;
}

const HEADER = 'JAVA PROFILE 1.0.2\0';
const HEAP_DUMP = 0x0c;
const HEAP_DUMP_SEGMENT = 0x1c;
const HEAP_DUMP_END = 0x2c;
/** A tag, a time and a length before each record. */
const HEAD_BYTES = 9;

export function readHprof(bytes: Uint8Array): HprofFacts {
  const reader = hprofReader();
  reader.push(bytes);
  return reader.end();
}

/** The same for a file that comes in parts, and is larger than a buffer can be. */
export function hprofReader(): { push(bytes: Uint8Array): void; end(): HprofFacts } {
  let rest: Buffer = Buffer.alloc(0);
  let isBegun = false;
  let skip = 0;
  let records = 0;
  let heapBytes = 0;
  let lastTag = -1;

  function take(): boolean {
    if (!isBegun) {
      // The identifiers' size and the time follow the name.
      const length = HEADER.length + 12;
      if (rest.length < length) return false;
      if (rest.toString('latin1', 0, HEADER.length) !== HEADER) throw new Error('no HPROF header');
      const size = rest.readUInt32BE(HEADER.length);
      if (size !== 4 && size !== 8) throw new Error(`identifiers of ${String(size)} bytes`);
      rest = rest.subarray(length);
      isBegun = true;
      return true;
    }
    if (skip > 0) {
      const skipped = Math.min(skip, rest.length);
      rest = rest.subarray(skipped);
      skip -= skipped;
      return skipped > 0;
    }
    if (rest.length < HEAD_BYTES) return false;
    const tag = rest.readUInt8(0);
    const length = rest.readUInt32BE(5);
    if (tag === 0 || (tag > 0x0e && tag !== HEAP_DUMP_SEGMENT && tag !== HEAP_DUMP_END)) {
      throw new Error(`record ${String(records)} has the unknown tag ${String(tag)}`);
    }
    lastTag = tag;
    records += 1;
    if (tag === HEAP_DUMP || tag === HEAP_DUMP_SEGMENT) heapBytes += length;
    skip = length;
    rest = rest.subarray(HEAD_BYTES);
    return true;
  }

  return {
    push: (bytes) => {
      rest =
        rest.length === 0
          ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
          : Buffer.concat([rest, bytes]);
      while (take());
    },
    end: () => {
      if (!isBegun || skip > 0 || rest.length > 0)
        throw new Error(`cut off: ${String(skip)} bytes of a record are missing`);
      if (lastTag !== HEAP_DUMP_END) throw new Error('the last record is not the end of the dump');
      return { records, heapBytes };
    },
  };
}
