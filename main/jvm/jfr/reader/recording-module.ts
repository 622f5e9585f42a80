import { PROGRAM } from './program.ts';

/** What the module offers; `build/jfr/source` says what each does. Addresses are bytes of its memory. */
export interface RecordingModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  make_room(length: number): number;
  set_length(length: number): void;
  allocate_bytes(bytes: number): number;
  store_bytes(bytes: number): number;
  start_walk(): void;
  walk_events(most: number): number;
  walked_to(): number;
  claimed_size(): number;
  slots_used(): number;
  counts_address(): number;
  sizes_address(): number;
  wanted_address(): number;
  found_address(): number;
  found_up_to(): number;
  find_events(from: number, all: number): number;
  describe_types(address: number, count: number, seed: number): number;
  index_pools(event: number): number;
  faulty_type(): number;
  entry_of(pool: number, key: number): number;
  forget_texts(seed: number): void;
  steps_address(): number;
  skips_address(): number;
  packed_address(): number;
  packed_starts_address(): number;
  packed_block_address(): number;
  unpacked_address(): number;
  unpack_doubles(packed: number, first: number, count: number, address: number): void;
  unpack_integers(packed: number, first: number, count: number, address: number): void;
  start_rows(ticksLow: number, ticksHigh: number, nanosPerTick: number, baseNanos: number): void;
  fill_table(table: number, slot: number, firstStep: number, steps: number, columns: number, events: number): void;
  read_rows(most: number): number;
  metadata_room(length: number): number;
  read_elements(): number;
  element_words_address(): number;
  text_places_address(): number;
  text_place_count(): number;
  start_stacks(seed: number): number;
  added_frames_address(): number;
  add_frames(count: number, parent: number): number;
  tree_frames_address(): number;
  tree_nodes_address(): number;
  tree_node_count(): number;
  start_self(): number;
  add_self(rows: number, weighed: number, factor: number): void;
  self_total(): number;
  sum_methods(methods: number): number;
  weight_below(method: number): number;
  start_calls(): number;
  group_of_calls(frame: number): number;
  add_calls(rows: number, grouped: number, weighed: number, factor: number): number;
  calls_total(): number;
  call_count(): number;
  lay_out_calls(most: number): number;
  out_self_address(): number;
  out_parent_address(): number;
  out_frame_address(): number;
  out_weight_below(frame: number): number;
  frame_layout_address(): number;
  frames_address(): number;
  frames_end(): number;
  read_frames(from: number, count: number): number;
  first_keys_address(): number;
  second_keys_address(): number;
  values_address(): number;
  times_address(): number;
  summary_address(): number;
  start_summary(): void;
  summarize_rows(rows: number, before: number): void;
  add_up(rows: number, factor: number, sum: number): number;
  start_times(buckets: number): number;
  add_over_time(
    rows: number,
    weighed: number,
    factor: number,
    sums: number,
    buckets: number,
    from: number,
    width: number,
    until: number,
  ): void;
  groups_address(): number;
  start_groups(seed: number, keptRows: number): number;
  group_rows(rows: number, hasSecond: number): number;
  add_weights(rows: number, weighed: number, factor: number): void;
  add_bytes(rows: number): void;
  want_weights(group: number): void;
  start_weights(): number;
  keep_weights(rows: number, weighed: number, factor: number): void;
  weight_at_rank(group: number, from: number, rank: number): number;
  least_behind(group: number, rank: number): number;
}

/** What the module asks meanwhile. None of these may throw: C does not clean up behind itself. */
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
  /** The frame that is shown for one of the recording's. */
  frameShown: (frame: number) => number;
  /** So many rows of the table have been packed, and so many events more contradicted their type. */
  takeRows: (table: number, rows: number, broken: number) => void;
}

export const UNASKED: ModuleQuestions = {
  slotOfType: () => 0,
  indexOfType: () => -1,
  wideKey: () => -1,
  resolve: () => -1,
  intern: () => -1,
  frameShown: () => 0,
  takeRows: () => undefined,
};

/** Node's types do not have it, though Node does. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Readonly<Record<string, object>>) => { readonly exports: object };
}
const { WebAssembly: host } = globalThis as unknown as { readonly WebAssembly: WebAssemblyHost };

let compiled: object | undefined;

/** The module with a memory of its own. */
export function startModule(questions: ModuleQuestions = UNASKED): RecordingModule {
  compiled ??= new host.Module(Buffer.from(PROGRAM.base64, 'base64'));
  const reader = {
    slot_of_type: (low: number, high: number) => questions.slotOfType(low, high),
    index_of_type: (low: number, high: number) => questions.indexOfType(low, high),
    wide_key: (low: number, high: number) => questions.wideKey(low, high),
    resolve: (resolver: number, at: number) => questions.resolve(resolver, at),
    intern: (at: number, length: number) => questions.intern(at, length),
    frame_shown: (frame: number) => questions.frameShown(frame),
    take_rows: (table: number, rows: number, broken: number) => {
      questions.takeRows(table, rows, broken);
    },
  };
  return new host.Instance(compiled, { reader }).exports as RecordingModule;
}
