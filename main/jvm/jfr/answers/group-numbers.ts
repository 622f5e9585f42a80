import { InternedTuples } from '../intern/interned-tuples.ts';

/** What rows are grouped by: one number each, or two. */
export interface GroupKeys {
  readonly first: Float64Array | Int32Array;
  readonly second: Float64Array | Int32Array | undefined;
}

/** Numbers the groups that rows fall into, counting from 0, so that what is known of groups are places in arrays. */
export class GroupNumbers {
  readonly #known: InternedTuples;

  constructor(seed: number) {
    this.#known = new InternedTuples(2, seed);
  }

  get size(): number {
    return this.#known.size;
  }

  keyOf(group: number): readonly [number, number] {
    return [this.#known.part(group, 0), this.#known.part(group, 1)];
  }

  /** The group of each of these rows, of all `size` where none are named. */
  groupsOf({ first, second }: GroupKeys, rows: Int32Array | undefined, size: number): Int32Array {
    const groups = new Int32Array(rows === undefined ? size : rows.length);
    let [lastFirst, lastSecond, lastGroup] = [Number.NaN, Number.NaN, 0];
    for (let index = 0; index < groups.length; index += 1) {
      const row = rows === undefined ? index : (rows[index] ?? 0);
      const one = (first[row] ?? -1) | 0;
      const other = second === undefined ? 0 : (second[row] ?? -1) | 0;
      // Rows of one group come in a row.
      if (one !== lastFirst || other !== lastSecond) {
        lastFirst = one;
        lastSecond = other;
        lastGroup = this.#known.pair(one, other);
      }
      groups[index] = lastGroup;
    }
    return groups;
  }
}
