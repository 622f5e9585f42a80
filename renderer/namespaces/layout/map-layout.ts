/** Geometry of the namespace map: where each cell stands, which colour it has and how equal ones are joined. Pure. */
import {
  NAMESPACE_KINDS,
  NODE_NAMESPACES,
  type NamespaceCell,
  type NamespaceKind,
  type NamespaceRow,
} from '../../../preload/contract/index.ts';

/** Pixels, multiples of the window's grid of 4. */
export const MAP = { cellHeight: 34, columnGap: 8, rowHeight: 52, header: 40, joint: 12, lane: 3 } as const;

/** Of the containers' names: the narrow one for a window of 1024; what cells leave over goes to it up to the widest. */
const LABEL = { narrow: 136, wide: 184, widest: 280, from: 740 } as const;

/** The narrowest cell holds `≈ shared` in the small mono font; a wider one than the widest looks like a table. */
const CELL = { narrowest: 56, usual: 84, widest: 92 } as const;

export function labelWidth(columns: number, room: number): number {
  if (room < LABEL.from) return LABEL.narrow;
  return Math.min(LABEL.widest, Math.max(LABEL.wide, room - columns * (CELL.usual + MAP.columnGap)));
}

/** The width of a cell that lets a map of so many columns fill the room it has; below the narrowest it scrolls. */
export function cellWidth(columns: number, room: number): number {
  const left = room - labelWidth(columns, room) + MAP.columnGap;
  const width = Math.floor(left / Math.max(1, columns)) - MAP.columnGap;
  return Math.min(CELL.widest, Math.max(CELL.narrowest, width));
}

/** Namespace colours of the theme that cannot be taken for the node's grey. */
const COLORS = 7;
/** mnt is never shared: what its column would have goes to second groups, with those of the columns that are the node's. */
const SPARE_COLOR = 4;

export type CellColor = number | 'node' | 'alone';

export interface MapCell {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly color: CellColor;
  readonly cell: NamespaceCell;
  /** Rows with the same namespace, this one included. */
  readonly sharedBy: readonly number[];
}

/** A band between two cells of one namespace; with `around` it passes rows that have another one, beside their cells. */
export interface MapJoint {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly color: CellColor;
  readonly path: string;
  /** Of its group in the column: which lane it takes where it passes others. */
  readonly order: number;
  readonly around: boolean;
  readonly certain: boolean;
}

export interface MapLayout {
  readonly kinds: readonly NamespaceKind[];
  readonly cells: readonly (readonly MapCell[])[];
  readonly joints: readonly MapJoint[];
  readonly labelWidth: number;
  readonly cellWidth: number;
  readonly width: number;
  readonly height: number;
}

export function columnLeft(column: number, widths: Pick<MapLayout, 'labelWidth' | 'cellWidth'>): number {
  return widths.labelWidth + column * (widths.cellWidth + MAP.columnGap);
}

export function isNodes(cell: NamespaceCell): boolean {
  return cell.inode !== undefined && NODE_NAMESPACES[cell.kind] === cell.inode;
}

export function mapLayout(rows: readonly NamespaceRow[], room: number): MapLayout {
  const kinds = NAMESPACE_KINDS.filter((kind) => rows.some(({ cells }) => cells.some((cell) => cell.kind === kind)));
  const widths = { labelWidth: labelWidth(kinds.length, room), cellWidth: cellWidth(kinds.length, room) };
  const columns = kinds.map((kind, column) =>
    layoutColumn(rows, kind, column, columnLeft(column, widths), widths.cellWidth),
  );
  return {
    kinds,
    cells: rows.map((_, row) => columns.flatMap(({ cells }) => cells.filter((cell) => cell.row === row))),
    joints: columns.flatMap(({ joints }) => joints),
    ...widths,
    width: columnLeft(kinds.length, widths) - MAP.columnGap,
    height: MAP.header + rows.length * MAP.rowHeight,
  };
}

function layoutColumn(
  rows: readonly NamespaceRow[],
  kind: NamespaceKind,
  column: number,
  x: number,
  width: number,
): { readonly cells: readonly MapCell[]; readonly joints: readonly MapJoint[] } {
  const members = new Map<string, number[]>();
  const found = rows.map(({ cells }) => cells.find((cell) => cell.kind === kind));
  found.forEach((cell, row) => {
    if (cell?.group !== undefined) members.set(cell.group, [...(members.get(cell.group) ?? []), row]);
  });
  const shared = [...members.values()].filter((group) => group.length > 1);

  const isNodesAt = (row: number): boolean => {
    const cell = found[row];
    return cell !== undefined && isNodes(cell);
  };
  const colorOf = (cell: NamespaceCell, sharedBy: readonly number[]): CellColor => {
    // What is inferred to be the same as the node's may have no number of its own.
    if (isNodes(cell) || sharedBy.some((row) => isNodesAt(row) || rows[row]?.role === 'node')) return 'node';
    const order = shared.findIndex((group) => group === sharedBy);
    if (order < 0) return 'alone';
    return (order === 0 ? column : SPARE_COLOR + order - 1) % COLORS;
  };
  const cells = found.flatMap((cell, row): readonly MapCell[] => {
    if (cell === undefined) return [];
    const sharedBy = (cell.group === undefined ? undefined : members.get(cell.group)) ?? [row];
    return [{ row, column, x, y: MAP.header + row * MAP.rowHeight, color: colorOf(cell, sharedBy), cell, sharedBy }];
  });
  const joints = shared.flatMap((group, order) =>
    group.slice(1).map((to, index): MapJoint => {
      const from = group[index] ?? to;
      const [first, last] = [found[from], found[to]];
      return {
        column,
        from,
        to,
        color: first === undefined ? 'alone' : colorOf(first, group),
        path: jointPath(x, width, from, to, order),
        order,
        around: to - from > 1,
        certain: first?.evidence === 'kernel' && last?.evidence === 'kernel',
      };
    }),
  );
  return { cells, joints };
}

/** Between neighbours straight down the middle; past other cells in the gap on their right, each group in a lane of its own. */
function jointPath(x: number, width: number, from: number, to: number, order: number): string {
  const bottom = MAP.header + from * MAP.rowHeight + MAP.cellHeight;
  const top = MAP.header + to * MAP.rowHeight;
  if (to - from === 1) return `M${x + width / 2} ${bottom}V${top}`;
  const lane = laneOf(x + width, order);
  return `M${x + width} ${bottom - MAP.cellHeight / 2}H${lane}V${top + MAP.cellHeight / 2}H${x + width}`;
}

/** Two beside each other in the gap; more than two share them. */
export function laneOf(edge: number, order: number): number {
  return edge + (order % 2 === 0 ? 2.5 : 5.5);
}
