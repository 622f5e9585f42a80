import type { StackTree } from '../intern/stack-tree.ts';
import { eachBlock, type ChosenRows, type Column } from './row-blocks.ts';

/** Rows of one table, the node of each one's stack, and what they weigh. */
export interface StackRows extends ChosenRows {
  readonly nodes: Int32Array;
  /** Undefined where each counts one. */
  readonly values: Column | undefined;
  readonly factor: number;
}

/** What each node weighs by itself. */
export interface SelfWeights {
  readonly self: Float64Array;
  /** With what has no stack. */
  readonly total: number;
}

export function selfWeights({ memory: { module }, size }: StackTree, tables: readonly StackRows[]): SelfWeights {
  const address = started(module.start_self(), size);
  for (const table of tables) {
    const { nodes, values, factor } = table;
    eachBlock(module, table, (block) => {
      block.put('second', nodes);
      if (values !== undefined) block.put('values', values);
      module.add_self(block.count, values === undefined ? 0 : 1, factor);
    });
  }
  return { self: new Float64Array(module.memory.buffer, address, size).slice(), total: module.self_total() };
}

/** Of each method what it weighs by itself, and with all that it called. */
export interface MethodSums {
  readonly self: Float64Array;
  readonly total: Float64Array;
}

export function methodSums(tree: StackTree, self: Float64Array, methods: number): MethodSums {
  startWith(tree, self);
  const { module } = tree.memory;
  const address = started(module.sum_methods(methods), methods);
  const sums = (from: number): Float64Array =>
    new Float64Array(module.memory.buffer, address + from * Float64Array.BYTES_PER_ELEMENT, methods).slice();
  return { self: sums(0), total: sums(methods) };
}

/** What weighs below root frames of this method, with themselves. */
export function weightBelow(tree: StackTree, self: Float64Array, method: number): number {
  startWith(tree, self);
  const weight = tree.memory.module.weight_below(method);
  if (weight < 0) throw noMemory();
  return weight;
}

/** Weights of before the tree grew: its new nodes weigh nothing. */
function startWith({ memory: { module }, size }: StackTree, self: Float64Array): void {
  const address = started(module.start_self(), size);
  new Float64Array(module.memory.buffer, address, size).set(self);
}

/** An address; of nothing there is none. */
function started(address: number, count: number): number {
  if (address === 0 && count > 0) throw noMemory();
  return address >>> 0;
}

function noMemory(): RangeError {
  return new RangeError('there is no memory for the sums of so many stacks');
}
