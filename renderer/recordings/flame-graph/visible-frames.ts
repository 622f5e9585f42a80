import type { TreeShape } from './tree-shape.ts';

/** The part of the picture that is on screen: a range of weight from left to right, rows from top to bottom. */
export interface FrameView {
  /** Weight at the left and right edge. */
  readonly left: number;
  readonly right: number;
  readonly widthPixels: number;
  readonly firstRow: number;
  /** Not included. */
  readonly endRow: number;
}

/** Frames to draw, in columns. */
export interface VisibleFrames {
  readonly count: number;
  /** -1 for what stands for several that are too narrow each. */
  readonly node: Int32Array;
  /** Pixels from the left edge of the view, cut off at its edges. */
  readonly x: Float32Array;
  readonly width: Float32Array;
  readonly row: Uint16Array;
}

/** What is narrower is not drawn. */
const LEAST_PIXELS = 1;
const FIRST_CAPACITY = 4096;

/** Kept from frame to frame, so that drawing makes no garbage. */
export class VisibleFrameList implements VisibleFrames {
  count = 0;
  node = new Int32Array(FIRST_CAPACITY);
  x = new Float32Array(FIRST_CAPACITY);
  width = new Float32Array(FIRST_CAPACITY);
  row = new Uint16Array(FIRST_CAPACITY);

  push(node: number, x: number, width: number, row: number): void {
    if (this.count === this.node.length) this.#grow();
    const at = this.count;
    this.node[at] = node;
    this.x[at] = x;
    this.width[at] = width;
    this.row[at] = row;
    this.count = at + 1;
  }

  #grow(): void {
    const capacity = this.node.length * 2;
    const [node, x, width, row] = [this.node, this.x, this.width, this.row];
    this.node = new Int32Array(capacity);
    this.x = new Float32Array(capacity);
    this.width = new Float32Array(capacity);
    this.row = new Uint16Array(capacity);
    this.node.set(node);
    this.x.set(x);
    this.width.set(width);
    this.row.set(row);
  }
}

/**
 * Collects what is to be drawn. Goes only where there is something to see: children stand in order of weight, so at the first
 * one under a pixel the rest of the row of siblings is one block, however many they are.
 */
export function collectVisible(shape: TreeShape, view: FrameView, list: VisibleFrameList): void {
  list.count = 0;
  const span = view.right - view.left;
  if (!(span > 0) || view.widthPixels <= 0) return;
  const scale = view.widthPixels / span;
  const pending: number[] = [0];
  const starts: number[] = [0];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const start = starts.pop() ?? 0;
    const row = shape.depth[node] ?? 0;
    if (row >= view.firstRow) pushClipped(list, node, start, start + shape.totalOf(node), row, view, scale);
    if (row + 1 >= view.endRow) continue;
    let at = start;
    for (let child = shape.firstChild(node); child >= 0 && at < view.right; child = shape.nextSibling(child)) {
      const total = shape.totalOf(child);
      if (total * scale < LEAST_PIXELS) {
        const end = start + shape.totalOf(node) - (shape.tree.self[node] ?? 0);
        if (row + 1 >= view.firstRow) pushClipped(list, -1, at, end, row + 1, view, scale);
        break;
      }
      if (at + total > view.left) {
        pending.push(child);
        starts.push(at);
      }
      at += total;
    }
  }
}

function pushClipped(
  list: VisibleFrameList,
  node: number,
  start: number,
  end: number,
  row: number,
  view: FrameView,
  scale: number,
): void {
  const left = Math.max(start, view.left);
  const right = Math.min(end, view.right);
  const width = (right - left) * scale;
  if (width >= LEAST_PIXELS) list.push(node, (left - view.left) * scale, width, row);
}

/** The node under a point, or -1. `pixels` counts from the view's left edge. */
export function frameAt(shape: TreeShape, view: FrameView, pixels: number, row: number): number {
  const weight = view.left + (pixels / view.widthPixels) * (view.right - view.left);
  if (row < 0 || weight < 0 || weight >= shape.whole) return -1;
  let node = 0;
  let start = 0;
  for (let depth = 0; depth < row; depth += 1) {
    let child = shape.firstChild(node);
    while (child >= 0 && weight >= start + shape.totalOf(child)) {
      start += shape.totalOf(child);
      child = shape.nextSibling(child);
    }
    if (child < 0) return -1;
    node = child;
  }
  return node;
}
