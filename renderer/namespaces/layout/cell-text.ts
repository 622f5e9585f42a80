import { isNodes, type MapCell } from './map-layout.ts';

/** Enough of the number to tell two apart at a glance; the whole is in the panel. */
const DIGITS = 4;

export function cellText({ cell, sharedBy, color }: Pick<MapCell, 'cell' | 'sharedBy' | 'color'>): string {
  switch (cell.evidence) {
    case 'refused':
      return 'refused';
    case 'unseen':
      return 'unseen';
    case 'kernel':
    case 'inferred':
      if (color === 'node') return 'node’s';
      if (cell.inode !== undefined) return `…${String(cell.inode).slice(-DIGITS)}`;
      return sharedBy.length > 1 ? 'shared' : 'own';
  }
}

/** One sentence for who hears the map instead of seeing it; `isChanged` where it is told what would be and is not now. */
export function cellSentence(
  { cell, sharedBy, row, color }: MapCell,
  names: readonly string[],
  isChanged = false,
): string {
  const name = names[row] ?? '';
  const others = sharedBy.filter((other) => other !== row).flatMap((other) => names[other] ?? []);
  const number = cell.inode === undefined ? '' : ` ${cell.inode}`;
  switch (cell.evidence) {
    case 'refused':
      return `${name}, ${cell.kind}: refused by the kernel`;
    case 'unseen':
      return `${name}, ${cell.kind}: unseen`;
    case 'kernel':
    case 'inferred': {
      const isTheNodes = color === 'node' || isNodes(cell);
      const company = others.length > 0 ? [`shared with ${others.join(', ')}`] : isTheNodes ? [] : ['its own'];
      const shared = [...(isTheNodes ? ['the node’s own'] : []), ...company].join(', ');
      const evidence = cell.evidence === 'kernel' ? 'from the kernel' : 'inferred from the pod’s spec';
      return `${name}, ${cell.kind}${number}: ${shared}, ${evidence}${isChanged ? ', not so now' : ''}`;
    }
  }
}
