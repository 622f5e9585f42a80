import { Corruption } from '../bytes/corruption.ts';
import { PROGRAM } from './program.ts';

/** What the module offers; `build/jfr/source` says what each does. Addresses are bytes of its memory. */
interface ModuleExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  make_room(length: number): number;
  set_length(length: number): void;
  allocate_bytes(bytes: number): number;
  start_walk(): void;
  walk_events(most: number): number;
  walked_to(): number;
  claimed_size(): number;
  reserved_address(): number;
  reserved_events(): number;
  slots_used(): number;
  counts_address(): number;
  sizes_address(): number;
  wanted_address(): number;
  found_address(): number;
  found_up_to(): number;
  find_events(from: number, all: number, end: number): number;
  describe_types(address: number, count: number, seed: number): number;
  index_pools(event: number): number;
  faulty_type(): number;
  entry_of(pool: number, key: number): number;
  forget_texts(seed: number): void;
  steps_address(): number;
  skips_address(): number;
  column_address(table: number, column: number): number;
  start_rows(ticksLow: number, ticksHigh: number, nanosPerTick: number, baseNanos: number): void;
  fill_table(table: number, slot: number, firstStep: number, steps: number, columns: number, floats: number): void;
  read_rows(most: number, end: number): number;
}

/** What the module asks while it reads. None of these may throw: C does not clean up behind itself. */
export interface ModuleQuestions {
  /** A small number for an event type with this id. */
  slotOfType: (low: number, high: number) => number;
  /** Which of the described types has this id; -1 for none. */
  indexOfType: (low: number, high: number) => number;
  /** A number that stands for a key of more than 53 bits. */
  wideKey: (low: number, high: number) => number;
  /** The number of the pool's entry that begins there. */
  resolve: (resolver: number, at: number) => number;
  /** The number of the text that is written there; -1 where it is none. */
  intern: (at: number, length: number) => number;
  /** So many rows lie in the table's columns, and so many events more contradicted their type. */
  takeRows: (table: number, rows: number, broken: number) => void;
}

const UNASKED: ModuleQuestions = {
  slotOfType: () => 0,
  indexOfType: () => -1,
  wideKey: () => -1,
  resolve: () => -1,
  intern: () => -1,
  takeRows: () => undefined,
};

/** Node's types do not have it, though Node does. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Readonly<Record<string, object>>) => { readonly exports: object };
}
const { WebAssembly: host } = globalThis as unknown as { readonly WebAssembly: WebAssemblyHost };

let compiled: object | undefined;

/**
 * The module that reads chunks, with its memory: one chunk at a time, which is lost with the next.
 *
 * Memory grows in `room` and while pools are indexed, and then all arrays over it are gone; whoever keeps one makes it
 * afterwards.
 */
export class ChunkMemory {
  readonly module: ModuleExports;
  readonly questions: ModuleQuestions = { ...UNASKED };
  #at = 0;
  #length = 0;

  constructor() {
    compiled ??= new host.Module(Buffer.from(PROGRAM.base64, 'base64'));
    const asked = this.questions;
    const reader = {
      slot_of_type: (low: number, high: number) => asked.slotOfType(low, high),
      index_of_type: (low: number, high: number) => asked.indexOfType(low, high),
      wide_key: (low: number, high: number) => asked.wideKey(low, high),
      resolve: (resolver: number, at: number) => asked.resolve(resolver, at),
      intern: (at: number, length: number) => asked.intern(at, length),
      take_rows: (table: number, rows: number, broken: number) => {
        asked.takeRows(table, rows, broken);
      },
    };
    this.module = new host.Instance(compiled, { reader }).exports as ModuleExports;
  }

  /** Where the next chunk's bytes belong. */
  room(length: number): Uint8Array<ArrayBuffer> {
    // Unsigned: addresses reach beyond 31 bits.
    this.#at = this.module.make_room(length) >>> 0;
    this.#length = length;
    if (this.#at === 0) throw new Corruption(`there is no memory for a chunk of ${String(length)} bytes`);
    return this.bytesAt(this.#at, length);
  }

  /** Takes in the next chunk; its bytes lie in `room` already, or elsewhere. */
  hold(bytes: Uint8Array): void {
    if (bytes.buffer !== this.module.memory.buffer) this.room(bytes.length).set(bytes);
    this.#length = bytes.length;
    this.module.set_length(bytes.length);
    Object.assign(this.questions, UNASKED);
  }

  /** The chunk. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.bytesAt(this.#at, this.#length);
  }

  bytesAt(address: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer, address >>> 0, length);
  }

  integersAt(address: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#buffer, address >>> 0, length);
  }

  doublesAt(address: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#buffer, address >>> 0, length);
  }

  /** All of it, as integers: where an address divided by four is a place. */
  get integers(): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#buffer);
  }

  get #buffer(): ArrayBuffer {
    return this.module.memory.buffer;
  }
}
