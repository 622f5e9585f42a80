import type { StackTree } from '../intern/stack-tree.ts';
import { eachBlock, type Column } from './row-blocks.ts';
import type { StackRows } from './stack-sums.ts';

/** Rows whose stacks are shown apart by what they say in a column. */
export interface CallRows extends StackRows {
  readonly groups?: { readonly column: Column; readonly frameOf: (value: number) => number };
}

export interface CallOptions {
  /** The frame that is shown for one of the tree of all stacks. */
  readonly frameShown: (frame: number) => number;
  /** The frame below which lie stacks that lost their outermost ones, once it is known whether there is one. */
  readonly truncated: () => number;
  /** As many nodes as are shown at most. */
  readonly most: number;
}

/** A tree in preorder, siblings by weight; node 0 is all. */
export interface CallColumns {
  readonly self: Float64Array;
  readonly parent: Int32Array;
  readonly frame: Int32Array;
  /** How many nodes were left out, the lightest ones: their weight is their parents'. */
  readonly omitted: number;
  /** What all rows weigh, and those that lost their outermost frames. */
  readonly total: number;
  readonly truncated: number;
}

/** The calls that lead to these rows, from the outermost; what has no stack weighs on the group, or on the root. */
export function callColumns(
  { memory: { module, questions } }: StackTree,
  tables: readonly CallRows[],
  { frameShown, truncated, most }: CallOptions,
): CallColumns {
  questions.frameShown = frameShown;
  expect(module.start_calls());
  for (const table of tables) {
    const { nodes, values, factor } = table;
    const groups = groupNodes(table, (frame) => module.group_of_calls(frame));
    eachBlock(module, table, (block) => {
      if (groups !== undefined) block.put('first', groups);
      block.put('second', nodes);
      if (values !== undefined) block.put('values', values);
      expect(module.add_calls(block.count, groups === undefined ? 0 : 1, values === undefined ? 0 : 1, factor));
    });
  }
  const count = module.lay_out_calls(most);
  expect(count);
  const { buffer } = module.memory;
  return {
    self: new Float64Array(buffer, module.out_self_address() >>> 0, count).slice(),
    parent: new Int32Array(buffer, module.out_parent_address() >>> 0, count).slice(),
    frame: new Int32Array(buffer, module.out_frame_address() >>> 0, count).slice(),
    omitted: module.call_count() - count,
    total: module.calls_total(),
    truncated: Math.max(0, module.out_weight_below(truncated())),
  };
}

/** Of each row the node of its group; of rows that are not chosen, nothing. */
function groupNodes({ rows, size, groups }: CallRows, nodeOf: (frame: number) => number): Int32Array | undefined {
  if (groups === undefined) return undefined;
  const { column, frameOf } = groups;
  const values = column instanceof Float64Array || column instanceof Int32Array ? column : column.values();
  const known = new Map<number, number>();
  const nodes = new Int32Array(size);
  for (let index = 0; index < (rows?.length ?? size); index += 1) {
    const row = rows === undefined ? index : (rows[index] ?? 0);
    const value = values[row] ?? -1;
    let node = known.get(value);
    if (node === undefined) {
      node = nodeOf(frameOf(value));
      expect(node);
      known.set(value, node);
    }
    nodes[row] = node;
  }
  return nodes;
}

/** What the module answers where there is memory. */
function expect(answer: number): void {
  if (answer <= 0) throw new RangeError('there is no memory for a tree of so many calls');
}
