/**
 * What one file may cost. Every count and length in a recording is a claim of whoever wrote it, so each is checked against
 * the bytes that are really there, and against these where bytes alone do not bound the cost.
 */
export const LIMITS = {
  /** A chunk is held in memory while it is read. HotSpot closes one at 12 MB, async-profiler at 100 MB. */
  chunkBytes: 1024 ** 3,
  /** Up to here the next chunk is read from the file while one is gone through. */
  readAheadBytes: 128 * 1024 ** 2,
  /** Inline structures inside each other; HotSpot nests two deep. */
  structureDepth: 16,
  /** Fields of one type once its inline structures are spread out; the widest known event has 60. */
  fieldsOfType: 4096,
  /** Words that say how the values of all types of a chunk are passed over; HotSpot's types need 4000. */
  skipWords: 524_288,
  /** Types whose ids are too large for an array: an agent that numbers them by hashes has some hundred. */
  largeTypeIds: 16_384,
  /** Pool entries that name each other: a class its loader, the loader its class. */
  referenceDepth: 24,
  /** Values made for one event: a small file can name structures that would multiply without end. */
  valuesOfEvent: 200_000,
  /** Frames of one stack. HotSpot's own limit (`stackdepth`) is 2048. */
  framesOfStack: 65_536,
  /** Characters of a text that is kept for counting; a table of events shows the whole of it. */
  internedCharacters: 4096,
  /** What a wrapped recording may unpack to; flight recordings shrink 3 to 8 times, a bomb 1000 times. */
  unpackedBytes: 64 * 1024 ** 3,
  /** Of a kind of event that describes the JVM; HotSpot has 900 flags of one type. */
  factsOfType: 4096,
  /** A recording of a day has 10,000; a crafted file has one at every 68 bytes. */
  chunks: 200_000,
  /** Problems kept with their position; more are only counted. */
  problems: 200,
} as const;
