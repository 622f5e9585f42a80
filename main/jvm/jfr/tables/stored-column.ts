import type { RecordingMemory, StoredBytes } from '../reader/recording-memory.ts';
import type { RecordingModule } from '../reader/recording-module.ts';

/** A block of rows as the module has packed them: one column behind the other, and where each begins and the last ends. */
export interface PackedRows {
  /** How many rows are before. */
  readonly before: number;
  readonly count: number;
  readonly bytes: StoredBytes;
  readonly starts: Int32Array;
}

/** What a table has stored, which grows while a recording is read. */
export interface StoredRows {
  readonly memory: RecordingMemory;
  readonly size: number;
  readonly blocks: readonly PackedRows[];
}

/** A place in the module's memory, and whether integers of 32 bits are wanted there or doubles. */
export interface UnpackTarget {
  readonly address: number;
  readonly asKeys: boolean;
}

/** A column of a table as it is stored: a third of the memory that its values would take. */
export class StoredColumn {
  readonly #rows: StoredRows;
  readonly #index: number;
  readonly #interned: boolean;

  constructor(rows: StoredRows, index: number, interned: boolean) {
    this.#rows = rows;
    this.#index = index;
    this.#interned = interned;
  }

  get length(): number {
    return this.#rows.size;
  }

  /** Writes these rows there. */
  unpack(module: RecordingModule, from: number, to: number, { address, asKeys }: UnpackTarget): void {
    const { blocks } = this.#rows;
    const bytesOfRow = asKeys ? Int32Array.BYTES_PER_ELEMENT : Float64Array.BYTES_PER_ELEMENT;
    const write = asKeys ? module.unpack_integers : module.unpack_doubles;
    let at = from;
    for (let index = blockOf(blocks, from); at < to; index += 1) {
      const block = blocks[index];
      if (block === undefined) return;
      const count = Math.min(to, block.before + block.count) - at;
      write(this.#placeOf(block, module), at - block.before, count, address + (at - from) * bytesOfRow);
      at += count;
    }
  }

  /** Where the column of the block lies in the module's memory; one that lies elsewhere is copied there. */
  #placeOf({ bytes: { address, outside }, starts }: PackedRows, module: RecordingModule): number {
    const own = this.#rows.memory.module;
    const start = starts[this.#index] ?? 0;
    if (address !== undefined && module === own) return address + start;
    const end = starts[this.#index + 1] ?? start;
    const packed =
      outside?.subarray(start, end) ?? new Uint8Array(own.memory.buffer, (address ?? 0) + start, end - start);
    const place = module.packed_block_address();
    new Uint8Array(module.memory.buffer, place, packed.length).set(packed);
    return place;
  }

  /** The values of these rows. */
  values(from = 0, to = this.length): Float64Array | Int32Array {
    const values = this.#interned ? new Int32Array(to - from) : new Float64Array(to - from);
    if (values.length === 0) return values;
    const { blocks, memory } = this.#rows;
    const { module } = memory;
    const address = module.unpacked_address();
    let at = from;
    for (let index = blockOf(blocks, from); at < to; index += 1) {
      const block = blocks[index];
      if (block === undefined) break;
      const end = Math.min(to, block.before + block.count);
      this.unpack(module, at, end, { address, asKeys: this.#interned });
      const { buffer } = module.memory;
      const count = end - at;
      values.set(
        this.#interned ? new Int32Array(buffer, address, count) : new Float64Array(buffer, address, count),
        at - from,
      );
      at = end;
    }
    return values;
  }

  /** Of a row; of one that is not there, nothing. */
  at(row: number): number | undefined {
    return this.values(row, Math.min(row + 1, this.length))[0];
  }
}

/** Which block has the row. */
function blockOf(blocks: readonly PackedRows[], row: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((blocks[middle]?.before ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
