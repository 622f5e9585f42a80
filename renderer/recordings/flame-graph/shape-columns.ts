import type { CallTree } from '../../../preload/contract/index.ts';

/** One value for each node. */
export interface ShapeColumns {
  /** Self and all below. */
  readonly total: Float64Array;
  /** The same of the other recording; empty where none is compared. */
  readonly otherTotal: Float64Array;
  /** 0 for the whole. */
  readonly depth: Uint16Array;
  readonly deepest: number;
  /** In no order yet; -1 where there is none. */
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
}

/** A parent's number is smaller than its children's: two loops over the columns. */
export function shapeColumns({ parent, self, otherSelf }: CallTree): ShapeColumns {
  const count = parent.length;
  const total = self.slice();
  const otherTotal = otherSelf?.slice() ?? new Float64Array(0);
  const depth = new Uint16Array(count);
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  for (let node = count - 1; node > 0; node -= 1) {
    const above = parent[node] ?? 0;
    total[above] = (total[above] ?? 0) + (total[node] ?? 0);
    nextSibling[node] = firstChild[above] ?? -1;
    firstChild[above] = node;
  }
  for (let node = count - 1; node > 0 && otherTotal.length > 0; node -= 1) {
    const above = parent[node] ?? 0;
    otherTotal[above] = (otherTotal[above] ?? 0) + (otherTotal[node] ?? 0);
  }
  let deepest = 0;
  for (let node = 1; node < count; node += 1) {
    const own = (depth[parent[node] ?? 0] ?? 0) + 1;
    depth[node] = own;
    if (own > deepest) deepest = own;
  }
  return { total, otherTotal, depth, deepest, firstChild, nextSibling };
}
