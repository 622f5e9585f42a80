import type { CallTree } from '../../../preload/contract/index.ts';
import { shapeColumns, type ShapeColumns } from './shape-columns.ts';
import { collapseRecursion, invertTree } from './transform-tree.ts';

/** How a tree is wanted. */
export interface Arrangement {
  readonly isCollapsed: boolean;
  readonly isInverted: boolean;
}

/** What goes to the worker: the frames stay where they are, as no arrangement changes them. */
export interface ArrangeRequest {
  readonly columns: Omit<CallTree, 'frames'>;
  readonly arrangement: Arrangement;
}

export interface ArrangedTree {
  readonly columns: Omit<CallTree, 'frames'>;
  readonly shape: ShapeColumns;
}

export function arrangeTree({ columns, arrangement }: ArrangeRequest): ArrangedTree {
  const { isCollapsed, isInverted } = arrangement;
  const tree = { ...columns, frames: [] };
  const collapsed = isCollapsed ? collapseRecursion(tree) : tree;
  const { frames: _, ...arranged } = isInverted ? invertTree(collapsed) : collapsed;
  return { columns: arranged, shape: shapeColumns({ ...arranged, frames: [] }) };
}

/** What can be handed over instead of copied. */
export function buffersOf({ columns, shape }: ArrangedTree): readonly ArrayBufferLike[] {
  const { self, otherSelf, parent, frame } = columns;
  const { total, otherTotal, depth, firstChild, nextSibling } = shape;
  return [
    self,
    parent,
    frame,
    total,
    otherTotal,
    depth,
    firstChild,
    nextSibling,
    ...(otherSelf ? [otherSelf] : []),
  ].map(({ buffer }) => buffer);
}
