import type { RecordingModule } from '../reader/recording-module.ts';
import { withModule } from '../reader/shared-module.ts';

/** A block of rows as the module has packed them: one column behind the other, and where each begins and the last ends. */
export interface PackedRows {
  /** How many rows are before. */
  readonly before: number;
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
}

/** What a table has stored, which grows while a recording is read. */
export interface StoredRows {
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
      const packed = block.bytes.subarray(block.starts[this.#index], block.starts[this.#index + 1]);
      new Uint8Array(module.memory.buffer, module.packed_block_address(), packed.length).set(packed);
      const count = Math.min(to, block.before + block.count) - at;
      write(at - block.before, count, address + (at - from) * bytesOfRow);
      at += count;
    }
  }

  /** The values of these rows. */
  values(from = 0, to = this.length): Float64Array | Int32Array {
    const values = this.#interned ? new Int32Array(to - from) : new Float64Array(to - from);
    withModule((module) => {
      const { buffer } = module.memory;
      const address = module.unpacked_address();
      const { blocks } = this.#rows;
      let at = from;
      for (let index = blockOf(blocks, from); at < to; index += 1) {
        const block = blocks[index];
        if (block === undefined) return;
        const end = Math.min(to, block.before + block.count);
        this.unpack(module, at, end, { address, asKeys: this.#interned });
        const count = end - at;
        values.set(
          this.#interned ? new Int32Array(buffer, address, count) : new Float64Array(buffer, address, count),
          at - from,
        );
        at = end;
      }
    });
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
