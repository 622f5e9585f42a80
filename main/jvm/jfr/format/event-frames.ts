import type { WideKeys } from '../bytes/wide-keys.ts';
import { LIMITS } from '../limits.ts';
import type { ChunkMemory } from '../reader/chunk-memory.ts';

/** Types that are not described by the metadata, as they carry it. */
export const RESERVED = { metadata: 0, checkpoint: 1 } as const;

export function isReserved(type: number): boolean {
  return type === RESERVED.metadata || type === RESERVED.checkpoint;
}

/** Stands for all types behind the first `LIMITS.largeTypeIds` whose ids are large. */
export const FURTHER_TYPES = Number.NEGATIVE_INFINITY;

/** Ids below this are their own slots; larger ones, which agents write, are given the slots behind. */
const DENSE_TYPE_IDS = 8192;
/** Events that are walked over in one call: what is called often is soon compiled well. */
const EVENTS_AT_ONCE = 16_384;
/** What the module says of its walk. */
const WALK = { more: 0, complete: 1, broken: 2 } as const;
const WORDS_OF_FOUND = 2;

export interface EventTally {
  readonly count: number;
  readonly bytes: number;
}

export interface FoundEvent {
  readonly at: number;
  readonly type: number;
}

/** Where the events of a chunk lie. */
export interface EventFrames {
  readonly tallies: ReadonlyMap<number, EventTally>;
  /** Where the last whole event ends. */
  readonly end: number;
  /** Why that is not where the chunk ends. */
  readonly broken: string | undefined;
  /** Where the events begin that carry metadata and pools, in the order of the file. */
  readonly metadata: readonly number[];
  readonly checkpoints: readonly number[];
  /** A small number that stands for a type that has events. */
  slotOf(type: number): number | undefined;
  /** Where the events of these types begin, in the order of the file. */
  placesOf(types: readonly number[]): ReadonlyMap<number, readonly number[]>;
  /** All events in the order of the file. */
  events(): Iterable<FoundEvent>;
}

/**
 * Walks over all events of a chunk without looking inside. A walk from the front needs no valid header, unlike the chain of
 * checkpoints, so chunks that were cut off work alike.
 */
export function frameEvents(memory: ChunkMemory, keys: WideKeys): EventFrames {
  const { module } = memory;
  const slots = new TypeSlots();
  memory.questions.slotOfType = (low, high) => slots.slotOf(keys.of(low, high));
  module.start_walk();
  let state: number = WALK.more;
  while (state === WALK.more) state = module.walk_events(EVENTS_AT_ONCE);
  const end = module.walked_to() >>> 0;

  /** Pairs of place and slot, some thousand at a time, of events whose slots are wanted, or of all. */
  function* found(wanted?: readonly number[]): Generator<Int32Array> {
    for (let from = 0, count = 1; count > 0;) {
      // Marked anew each time: others may have looked for something meanwhile.
      const marks = memory.bytesAt(module.wanted_address(), slots.size);
      for (const slot of wanted ?? []) marks[slot] = 1;
      count = module.find_events(from, wanted === undefined ? 1 : 0);
      for (const slot of wanted ?? []) marks[slot] = 0;
      from = module.found_up_to() >>> 0;
      yield memory.integersAt(module.found_address(), count * WORDS_OF_FOUND).slice();
    }
  }

  function placesOf(types: readonly number[]): ReadonlyMap<number, readonly number[]> {
    const places = new Map<number, number[]>(types.map((type) => [type, []]));
    const bySlot = new Map<number, number[]>();
    for (const [type, list] of places) {
      const slot = slots.find(type);
      if (slot !== undefined) bySlot.set(slot, list);
    }
    for (const words of found([...bySlot.keys()])) {
      for (let at = 0; at < words.length; at += WORDS_OF_FOUND) bySlot.get(words[at + 1] ?? -1)?.push(words[at] ?? 0);
    }
    return places;
  }

  function* events(): Generator<FoundEvent> {
    for (const words of found()) {
      for (let at = 0; at < words.length; at += WORDS_OF_FOUND) {
        yield { at: words[at] ?? 0, type: slots.idOf(words[at + 1] ?? 0) };
      }
    }
  }

  const describing = placesOf([RESERVED.metadata, RESERVED.checkpoint]);
  return {
    tallies: talliesOf(memory, slots),
    end,
    broken: state === WALK.complete ? undefined : brokenBy(state, module.claimed_size()),
    metadata: describing.get(RESERVED.metadata) ?? [],
    checkpoints: describing.get(RESERVED.checkpoint) ?? [],
    slotOf: (type) => slots.find(type),
    placesOf,
    events,
  };
}

function talliesOf(memory: ChunkMemory, slots: TypeSlots): ReadonlyMap<number, EventTally> {
  const { module } = memory;
  const counts = memory.integersAt(module.counts_address(), module.slots_used());
  const sizes = memory.doublesAt(module.sizes_address(), module.slots_used());
  const tallies = new Map<number, EventTally>();
  counts.forEach((count, slot) => {
    if (count > 0) tallies.set(slots.idOf(slot), { count, bytes: sizes[slot] ?? 0 });
  });
  return tallies;
}

function brokenBy(state: number, size: number): string {
  if (state !== WALK.broken) return 'there is no memory for more events';
  if (size < 2) return 'an event says that it has no bytes';
  return size === 2 ** 31 - 1
    ? 'an event says that it is larger than any'
    : `an event of ${String(size)} bytes ends behind the chunk`;
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
