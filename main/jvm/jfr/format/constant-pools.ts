import { Corruption } from '../bytes/corruption.ts';
import type { Cursor } from '../bytes/cursor.ts';
import { OffsetIndex, type DensePlaces } from '../intern/offset-index.ts';
import type { Layout } from './layout.ts';
import { skipValue } from './skip-value.ts';

/** The pools of a chunk: where the value of each key lies. Nothing is decoded until an event names it. */
export class ConstantPools {
  readonly #pools = new Map<number, OffsetIndex>();
  readonly #layouts: ReadonlyMap<number, Layout>;
  readonly #seed: number;
  readonly #places: DensePlaces = { left: 2 ** 22 };

  constructor(layouts: ReadonlyMap<number, Layout>, seed: number) {
    this.#layouts = layouts;
    this.#seed = seed;
  }

  of(typeId: number): OffsetIndex | undefined {
    return this.#pools.get(typeId);
  }

  /**
   * Indexes a checkpoint event; the cursor stands behind its size and type, its `end` where the event ends.
   * Pools without entries are legal, though the JDK's own reader stumbles over them.
   */
  add(cursor: Cursor): void {
    // Start, duration, and the distance to the checkpoint before: a scan from the front meets them all.
    cursor.skipLongs(3);
    cursor.at += 1;
    for (let pools = cursor.long(); pools > 0; pools -= 1) {
      const typeId = cursor.key();
      const count = cursor.long();
      if (count === 0) continue;
      const layout = this.#layouts.get(typeId);
      if (layout === undefined) throw new Corruption(`a pool of type ${String(typeId)}, which is not described`);
      this.#addPool(cursor, layout, count);
    }
  }

  #addPool(cursor: Cursor, layout: Layout, count: number): void {
    let pool = this.#pools.get(layout.type.id);
    if (pool === undefined) {
      pool = new OffsetIndex(this.#seed, this.#places);
      this.#pools.set(layout.type.id, pool);
    }
    for (let left = count; left > 0; left -= 1) {
      const key = cursor.key();
      const { at } = cursor;
      skipValue(cursor, layout);
      if (cursor.at > cursor.end) throw new Corruption(`a pool of ${layout.type.name} ends behind its checkpoint`);
      pool.set(key, at);
    }
  }
}
