export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads in a grid of this size; nothing for other keys. */
export function moveCell(position: CellPosition, key: string, rows: number, columns: number): CellPosition | undefined {
  const { row, column } = position;
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(columns - 1, column + 1) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    default:
      return undefined;
  }
}
