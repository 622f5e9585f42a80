import { startModule, UNASKED, type ModuleQuestions, type RecordingModule } from './recording-module.ts';

/** What a question may leave behind: memory that has become larger stays so. */
const MOST_FOR_QUESTION_BYTES = 64 * 1024 ** 2;

/** Bytes that are kept: where they lie in the module's memory, or outside where that is full. */
export type StoredBytes =
  | { readonly address: number; readonly outside: undefined }
  | { readonly address: undefined; readonly outside: Uint8Array };

/**
 * What is kept of a recording, in one memory of the module, and room for one question at a time; whoever asks has his answer
 * before anybody else can ask.
 *
 * Loops over columns are short here and many: in JavaScript each of them would run slowly until it is compiled well, and then
 * be over.
 */
export class RecordingMemory {
  readonly questions: ModuleQuestions = { ...UNASKED };
  readonly #seed: number;
  #module: RecordingModule | undefined;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Started when something is to be kept, or asked. */
  get module(): RecordingModule {
    if (this.#module !== undefined) return this.#module;
    const module = startModule(this.questions);
    if (module.start_stacks(this.#seed) === 0) throw new RangeError('there is no memory for a recording');
    this.#module = module;
    return module;
  }

  store(bytes: Uint8Array): StoredBytes {
    const address = this.module.store_bytes(bytes.length) >>> 0;
    // Addresses have 32 bits; columns of a recording of ten gigabytes need more.
    if (address === 0) return { address: undefined, outside: bytes.slice() };
    new Uint8Array(this.module.memory.buffer, address, bytes.length).set(bytes);
    return { address, outside: undefined };
  }

  /** The module, for a question that needs so much room; where that is too much, one that is given up afterwards. */
  moduleFor(bytes: number): RecordingModule {
    if (bytes <= MOST_FOR_QUESTION_BYTES) return this.module;
    const module = startModule();
    module.make_room(0);
    return module;
  }
}
