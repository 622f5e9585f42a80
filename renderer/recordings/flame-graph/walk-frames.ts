import type { TreeShape } from './tree-shape.ts';

/** Where an arrow key leads from a node; the node itself where there is nothing. */
export function nextNode(shape: TreeShape, node: number, key: string): number {
  switch (key) {
    case 'ArrowDown': {
      const child = shape.firstChild(node);
      return child < 0 ? node : child;
    }
    case 'ArrowUp':
      return Math.max(shape.parentOf(node), 0);
    case 'ArrowRight': {
      const next = shape.nextSibling(node);
      return next < 0 ? node : next;
    }
    case 'ArrowLeft':
      return previousSibling(shape, node);
    case 'Home':
      return 0;
    default:
      return node;
  }
}

function previousSibling(shape: TreeShape, node: number): number {
  const parent = shape.parentOf(node);
  if (parent < 0) return node;
  let before = node;
  for (let child = shape.firstChild(parent); child >= 0 && child !== node; child = shape.nextSibling(child))
    before = child;
  return before;
}

/** From the whole down to the node, both included. */
export function pathTo(shape: TreeShape, node: number): readonly number[] {
  const path: number[] = [];
  for (let own = node; own >= 0; own = shape.parentOf(own)) path.push(own);
  return path.reverse();
}
