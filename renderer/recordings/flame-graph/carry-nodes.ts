/** What was open or selected in a tree, found again in another tree of the same program. Pure. */
import { frameOf, fullName } from './frame-names.ts';
import { clampRange, type WeightRange } from './flame-view.ts';
import type { TreeShape } from './tree-shape.ts';
import { pathTo } from './walk-frames.ts';

/** The node that is reached by the same calls, or -1. */
export function carryNode(node: number, from: TreeShape, to: TreeShape): number {
  let reached = 0;
  for (const step of pathTo(from, node).slice(1)) {
    reached = childNamed(to, reached, nameOf(from, step));
    if (reached < 0) return -1;
  }
  return reached;
}

export function carryNodes(nodes: Iterable<number>, from: TreeShape, to: TreeShape): ReadonlySet<number> {
  const carried = new Set<number>();
  for (const node of nodes) {
    const there = carryNode(node, from, to);
    if (there >= 0) carried.add(there);
  }
  return carried;
}

/** The same part of the picture, if the calls that it shows are there as well; a picture that shows all goes on showing all. */
export function carryRange(range: WeightRange, from: TreeShape, to: TreeShape): WeightRange | undefined {
  if (range.right - range.left >= from.whole) return undefined;
  const around = nodeAround(from, range);
  const there = carryNode(around, from, to);
  if (there < 0) return undefined;
  const [start, startThere] = [from.startOf(around), to.startOf(there)];
  const scale = to.totalOf(there) / Math.max(from.totalOf(around), Number.MIN_VALUE);
  const moved = (at: number): number => startThere + (at - start) * scale;
  return clampRange({ left: moved(range.left), right: moved(range.right) }, to.whole);
}

/** The deepest node that is as wide as this range or wider, and holds it. */
function nodeAround(shape: TreeShape, range: WeightRange): number {
  let [node, start] = [0, 0];
  for (;;) {
    let at = start;
    let inner = -1;
    for (let child = shape.firstChild(node); child >= 0; child = shape.nextSibling(child)) {
      const end = at + shape.totalOf(child);
      // Half a sample of slack: sums of what is drawn are not exact.
      if (at <= range.left + 0.5 && end >= range.right - 0.5) {
        inner = child;
        break;
      }
      at = end;
    }
    if (inner < 0) return node;
    [node, start] = [inner, at];
  }
}

function childNamed(shape: TreeShape, node: number, name: string): number {
  for (let child = shape.firstChild(node); child >= 0; child = shape.nextSibling(child)) {
    if (nameOf(shape, child) === name) return child;
  }
  return -1;
}

function nameOf({ tree }: TreeShape, node: number): string {
  const frame = frameOf(tree, node);
  return frame === undefined ? '' : fullName(frame);
}
