import type { Cursor } from '../bytes/cursor.ts';
import { LIMITS } from '../limits.ts';
import { HEADER_BYTES } from './chunk-header.ts';

/** Types that are not described by the metadata, as they carry it. */
export const RESERVED = { metadata: 0, checkpoint: 1 } as const;

export function isReserved(type: number): boolean {
  return type === RESERVED.metadata || type === RESERVED.checkpoint;
}

/** Stands for all types behind the first `LIMITS.largeTypeIds` whose ids are large. */
export const FURTHER_TYPES = Number.NEGATIVE_INFINITY;

/** Ids below this are their own slots; larger ones, which agents write, are given the slots behind. */
const DENSE_TYPE_IDS = 8192;
/** Small events have 20 bytes: where a chunk has more of them, its arrays grow once. */
const BYTES_PER_EVENT = 24;

export interface EventTally {
  readonly count: number;
  readonly bytes: number;
}

/** Where the events of a chunk lie. */
export interface EventFrames {
  readonly tallies: ReadonlyMap<number, EventTally>;
  /** Where each event begins, and behind the last where it ends: an event ends where the next begins. */
  readonly starts: Int32Array;
  /** Of each event a small number that stands for its type. */
  readonly slots: Int32Array;
  readonly slotCount: number;
  /** Where the last whole event ends. */
  readonly end: number;
  /** Why that is not where the chunk ends. */
  readonly broken: string | undefined;
  slotOf(type: number): number | undefined;
  typeOf(event: number): number;
  /** Where the events of a type begin, in the order of the file. */
  placesOf(type: number): Int32Array;
}

/** Events that are walked over in one call: a loop that is called often is compiled once, one that never ends again and again. */
const EVENTS_AT_ONCE = 4096;

/**
 * Walks over all events of a chunk without looking inside: 50 million of them a second in a chunk of small ones.
 * A walk from the front needs no valid header, unlike the chain of checkpoints, so chunks that were cut off work alike.
 */
export function frameEvents(cursor: Cursor, scratch: FrameArrays = noArrays()): EventFrames {
  const walk = new Walk(cursor, scratch);
  while (walk.goOn());
  return walk.frames();
}

/** Arrays that are used for one chunk after the other; the frames of the chunk before are then lost. */
export interface FrameArrays {
  starts: Int32Array<ArrayBuffer>;
  slots: Int32Array<ArrayBuffer>;
}

export function noArrays(): FrameArrays {
  return { starts: NO_INTEGERS, slots: NO_INTEGERS };
}

const NO_INTEGERS = new Int32Array(0);

class Walk {
  readonly #cursor: Cursor;
  readonly #types = new TypeSlots();
  readonly #arrays: FrameArrays;
  #counts = new Int32Array(DENSE_TYPE_IDS * 2);
  #sizes = new Float64Array(DENSE_TYPE_IDS * 2);
  #events = 0;
  #start = HEADER_BYTES;
  #broken: string | undefined;

  constructor(cursor: Cursor, arrays: FrameArrays) {
    this.#cursor = cursor;
    this.#arrays = arrays;
    const wanted = Math.ceil(cursor.bytes.length / BYTES_PER_EVENT) + EVENTS_AT_ONCE;
    if (arrays.starts.length >= wanted) return;
    arrays.starts = new Int32Array(wanted);
    arrays.slots = new Int32Array(wanted);
  }

  /** False at the end of the chunk, and where it is broken. */
  goOn(): boolean {
    const arrays = this.#arrays;
    if (this.#events + EVENTS_AT_ONCE >= arrays.starts.length) {
      arrays.starts = doubled(arrays.starts);
      arrays.slots = doubled(arrays.slots);
    }
    const cursor = this.#cursor;
    const { bytes } = cursor;
    const { length } = bytes;
    const { starts, slots } = arrays;
    const last = this.#events + EVENTS_AT_ONCE;
    let events = this.#events;
    let start = this.#start;
    let size = 0;
    while (start < length && events < last) {
      let at = start;
      size = bytes[at++] ?? 0;
      if (size >= 0x80) {
        cursor.at = start;
        size = cursor.small();
        at = cursor.at;
      }
      let type = bytes[at++] ?? 0;
      if (type >= 0x80) {
        const second = bytes[at] ?? 0;
        type = (type & 0x7f) | (second << 7);
        if (second >= 0x80 || type >= DENSE_TYPE_IDS) type = this.#largeType(at - 1);
      }
      const next = start + size;
      if (size < 2 || next > length) break;
      starts[events] = start;
      slots[events] = type;
      events += 1;
      start = next;
    }
    this.#count(this.#events, events, start);
    this.#events = events;
    this.#start = start;
    if (start >= length) return false;
    if (events === last) return true;
    this.#broken = brokenBy(size);
    return false;
  }

  frames(): EventFrames {
    const types = this.#types;
    this.#arrays.starts[this.#events] = this.#start;
    const starts = this.#arrays.starts.subarray(0, this.#events + 1);
    const slots = this.#arrays.slots.subarray(0, this.#events);
    const tallies = new Map<number, EventTally>();
    for (let slot = 0; slot < types.size; slot += 1) {
      const count = this.#counts[slot] ?? 0;
      if (count > 0) tallies.set(types.idOf(slot), { count, bytes: this.#sizes[slot] ?? 0 });
    }
    return {
      tallies,
      starts,
      slots,
      slotCount: types.size,
      end: this.#start,
      broken: this.#broken,
      slotOf: (type) => types.find(type),
      typeOf: (event) => types.idOf(slots[event] ?? 0),
      placesOf: (type) => {
        const places = new Int32Array(tallies.get(type)?.count ?? 0);
        const wanted = types.find(type) ?? -1;
        for (let place = 0, event = -1; place < places.length; place += 1) {
          event = slots.indexOf(wanted, event + 1);
          places[place] = starts[event] ?? 0;
        }
        return places;
      },
    };
  }

  #largeType(at: number): number {
    this.#cursor.at = at;
    const slot = this.#types.slotOf(this.#cursor.key());
    if (slot >= this.#counts.length) {
      const counts = doubled(this.#counts);
      const sizes = new Float64Array(counts.length);
      sizes.set(this.#sizes);
      [this.#counts, this.#sizes] = [counts, sizes];
    }
    return slot;
  }

  /** `end`: where the last of these events ends. */
  #count(from: number, to: number, end: number): void {
    const { starts, slots } = this.#arrays;
    const counts = this.#counts;
    const sizes = this.#sizes;
    starts[to] = end;
    for (let event = from; event < to; event += 1) {
      const slot = slots[event] ?? 0;
      counts[slot] = (counts[slot] ?? 0) + 1;
      sizes[slot] = (sizes[slot] ?? 0) + (starts[event + 1] ?? 0) - (starts[event] ?? 0);
    }
  }
}

function brokenBy(size: number): string {
  if (size >= 2) return `an event of ${String(size)} bytes ends behind the chunk`;
  return size < 0 ? 'an event says that it is larger than any' : 'an event says that it has no bytes';
}

/** A small number for each type, so that arrays can be indexed by it. */
class TypeSlots {
  readonly #large: number[] = [];
  readonly #slots = new Map<number, number>();

  get size(): number {
    return DENSE_TYPE_IDS + this.#large.length;
  }

  slotOf(id: number): number {
    if (id >= 0 && id < DENSE_TYPE_IDS) return id;
    const known = this.#slots.get(id);
    if (known !== undefined) return known;
    if (this.#large.length > LIMITS.largeTypeIds && id !== FURTHER_TYPES) return this.slotOf(FURTHER_TYPES);
    const slot = this.size;
    this.#large.push(id);
    this.#slots.set(id, slot);
    return slot;
  }

  /** The slot of a type that has events. */
  find(id: number): number | undefined {
    return id >= 0 && id < DENSE_TYPE_IDS ? id : this.#slots.get(id);
  }

  idOf(slot: number): number {
    return slot < DENSE_TYPE_IDS ? slot : (this.#large[slot - DENSE_TYPE_IDS] ?? FURTHER_TYPES);
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
