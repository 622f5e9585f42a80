import { Corruption } from '../bytes/corruption.ts';
import { startModule, UNASKED, type ModuleQuestions, type RecordingModule } from './recording-module.ts';

const MOST_KEPT_BYTES = 64 * 1024 ** 2;

/**
 * The module that reads chunks, with its memory: one chunk at a time, which is lost with the next.
 *
 * Memory grows in `room` and while pools are indexed, and then all arrays over it are gone; whoever keeps one makes it
 * afterwards.
 */
export class ChunkMemory {
  readonly questions: ModuleQuestions = { ...UNASKED };
  readonly module: RecordingModule = startModule(this.questions);
  #at = 0;
  #length = 0;

  /** Takes in what `read` gives, which it may put into the room that is made; false where there is no memory for it. */
  async fill(read: (room: (length: number) => Uint8Array<ArrayBuffer>) => Promise<Uint8Array>): Promise<boolean> {
    try {
      this.hold(await read((length) => this.#room(length)));
      return true;
    } catch (error) {
      if (error instanceof Corruption) return false;
      throw error;
    }
  }

  hold(bytes: Uint8Array): void {
    if (bytes.buffer !== this.#buffer) this.#room(bytes.length).set(bytes);
    this.#length = bytes.length;
    this.module.set_length(bytes.length);
    Object.assign(this.questions, UNASKED);
  }

  #room(length: number): Uint8Array<ArrayBuffer> {
    // Unsigned: addresses reach beyond 31 bits.
    this.#at = this.module.make_room(length) >>> 0;
    if (this.#at === 0) throw new Corruption(`there is no memory for a chunk of ${String(length)} bytes`);
    return this.bytesAt(this.#at, length);
  }

  /** Worth keeping for others. */
  get isSmall(): boolean {
    return this.#buffer.byteLength <= MOST_KEPT_BYTES;
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
