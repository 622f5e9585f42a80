import type { WeightUnit } from '../../../preload/contract/index.ts';
import { frameOf, fullName, WHOLE_NAME } from '../flame-graph/frame-names.ts';
import type { TreeShape } from '../flame-graph/tree-shape.ts';
import { formatShare, formatWeight } from '../format-figures.ts';

export function nodeFullName(shape: TreeShape, node: number): string {
  const frame = frameOf(shape.tree, node);
  return frame === undefined ? WHOLE_NAME : fullName(frame);
}

export function shareOf(shape: TreeShape, weight: number): number {
  return shape.whole === 0 ? 0 : weight / shape.whole;
}

/** One line for a screen reader. */
export function describeNode(shape: TreeShape, node: number, unit: WeightUnit): string {
  const total = shape.totalOf(node);
  const self = shape.tree.self[node] ?? 0;
  const children = shape.children(node).length;
  return [
    nodeFullName(shape, node),
    `total ${formatWeight(total, unit)}, ${formatShare(shareOf(shape, total))}`,
    `self ${formatWeight(self, unit)}`,
    `level ${shape.depth[node] ?? 0}, ${children} below`,
  ].join('; ');
}
