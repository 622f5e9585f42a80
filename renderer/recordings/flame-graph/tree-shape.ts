import type { CallTree } from '../../../preload/contract/index.ts';
import { shapeColumns, type ShapeColumns } from './shape-columns.ts';

/**
 * What drawing and walking need of a tree: sums, depths, and children in order, the heaviest first. The children of a node
 * are put in order only when somebody looks at them, because of a million nodes a screen shows a few thousand.
 */
export class TreeShape {
  readonly tree: CallTree;
  /** Self and all below. */
  readonly total: Float64Array;
  /** The same of the other recording; empty where none is compared. */
  readonly otherTotal: Float64Array;
  /** 0 for the whole. */
  readonly depth: Uint16Array;
  readonly deepest: number;
  readonly #firstChild: Int32Array;
  readonly #nextSibling: Int32Array;
  readonly #isOrdered: Uint8Array;

  /** `columns` where they were made elsewhere: a million nodes take longer than a frame. */
  constructor(tree: CallTree, columns: ShapeColumns = shapeColumns(tree)) {
    this.tree = tree;
    this.total = columns.total;
    this.otherTotal = columns.otherTotal;
    this.depth = columns.depth;
    this.deepest = columns.deepest;
    this.#firstChild = columns.firstChild;
    this.#nextSibling = columns.nextSibling;
    this.#isOrdered = new Uint8Array(tree.parent.length);
  }

  get whole(): number {
    return this.total[0] ?? 0;
  }

  totalOf(node: number): number {
    return this.total[node] ?? 0;
  }

  parentOf(node: number): number {
    return this.tree.parent[node] ?? -1;
  }

  /** The heaviest child, or -1. */
  firstChild(node: number): number {
    if (this.#isOrdered[node] === 0) this.#order(node);
    return this.#firstChild[node] ?? -1;
  }

  /** The next lighter one, or -1. */
  nextSibling(node: number): number {
    return this.#nextSibling[node] ?? -1;
  }

  hasChildren(node: number): boolean {
    return (this.#firstChild[node] ?? -1) >= 0;
  }

  children(node: number): readonly number[] {
    const children: number[] = [];
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) children.push(child);
    return children;
  }

  /** The weight to the left of a node in the whole picture. */
  startOf(node: number): number {
    let start = 0;
    for (let own = node; own > 0; own = this.parentOf(own)) {
      const above = this.parentOf(own);
      for (let child = this.firstChild(above); child >= 0 && child !== own; child = this.nextSibling(child)) {
        start += this.totalOf(child);
      }
    }
    return start;
  }

  #order(node: number): void {
    this.#isOrdered[node] = 1;
    const first = this.#firstChild[node] ?? -1;
    if (first < 0 || this.#nextSibling[first] === -1) return;
    const children: number[] = [];
    for (let child = first; child >= 0; child = this.#nextSibling[child] ?? -1) children.push(child);
    children.sort((left, right) => this.totalOf(right) - this.totalOf(left) || left - right);
    let next = -1;
    for (const child of children.reverse()) {
      this.#nextSibling[child] = next;
      next = child;
    }
    this.#firstChild[node] = next;
  }
}
