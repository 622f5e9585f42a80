import type { Cell, ColumnKind } from '../../../preload/contract/index.ts';
import { formatBytes } from '../../ui/index.ts';
import { formatMoment, formatShare, formatSpan } from '../format-figures.ts';

/** A value in the words of its kind; what a double cannot hold came as text and stays so. */
export function cellText(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return '';
  if (typeof cell !== 'number') return String(cell);
  switch (kind) {
    case 'time':
      return formatMoment(cell);
    case 'milliseconds':
      return formatSpan(cell);
    case 'bytes':
      return formatBytes(cell);
    case 'bits':
      return `${cell.toLocaleString('en')} bit`;
    case 'share':
      return formatShare(cell);
    case 'hertz':
      return `${cell.toLocaleString('en')} Hz`;
    case 'address':
      return `0x${cell.toString(16)}`;
    case 'number':
    case 'boolean':
    case 'text':
    case 'class':
    case 'method':
    case 'thread':
    case 'stack':
      return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(6)));
  }
}

/** Amounts stand below each other by their last digit. */
export function isAmount(kind: ColumnKind): boolean {
  return ['time', 'milliseconds', 'bytes', 'bits', 'share', 'hertz', 'number', 'address'].includes(kind);
}
