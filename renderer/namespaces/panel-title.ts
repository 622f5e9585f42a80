import type { NamespaceRow } from '../../preload/contract/index.ts';
import { isNodes, type MapCell } from './layout/map-layout.ts';
import { rowName } from './row-name.ts';

const COUNTS = ['', '', 'both', 'all three', 'all four', 'all five', 'all six'];

/** `net is shared by all three`: the cell in one line. */
export function panelTitle({ cell, sharedBy, row }: MapCell, rows: readonly NamespaceRow[]): string {
  const nameOf = (index: number): string => {
    const row = rows[index];
    if (row === undefined) return '';
    return row.role === 'sandbox' || row.role === 'node' ? `the ${rowName(row)}` : row.container;
  };
  if (cell.evidence === 'refused') return `${cell.kind} of ${nameOf(row)} is not told`;
  if (cell.evidence === 'unseen') return `${cell.kind} of ${nameOf(row)} is not seen`;
  if (isNodes(cell)) return `${cell.kind} is the node’s`;
  if (sharedBy.length === 1) return `${cell.kind} is ${nameOf(row)}’s alone`;
  if (sharedBy.length === rows.length)
    return `${cell.kind} is shared by ${COUNTS[rows.length] ?? `all ${rows.length}`}`;
  const names = sharedBy.map(nameOf);
  return `${cell.kind} is shared by ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
