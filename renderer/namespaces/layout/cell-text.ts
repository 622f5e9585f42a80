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

/** One sentence for who hears the map instead of seeing it. */
export function cellSentence({ cell, sharedBy, row }: MapCell, names: readonly string[]): string {
  const others = sharedBy.filter((other) => other !== row).flatMap((other) => names[other] ?? []);
  const number = cell.inode === undefined ? '' : ` ${cell.inode}`;
  const evidence = { kernel: 'from the kernel', inferred: 'inferred from the pod’s spec', refused: '', unseen: '' }[
    cell.evidence
  ];
  if (cell.evidence === 'refused') return `${names[row] ?? ''}, ${cell.kind}: the kernel refuses to say`;
  if (cell.evidence === 'unseen') return `${names[row] ?? ''}, ${cell.kind}: not seen`;
  const shared = others.length > 0 ? `shared with ${others.join(', ')}` : isNodes(cell) ? 'the node’s own' : 'its own';
  return `${names[row] ?? ''}, ${cell.kind}${number}: ${shared}, ${evidence}`;
}
