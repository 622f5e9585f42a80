import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { memo } from 'react';

import { definedProps } from './defined-props.ts';

export interface VirtualGridRow {
  readonly key: string;
  readonly cells: ReactNode;
  readonly level?: number;
  readonly isExpanded?: boolean;
}

export interface GridRowProps {
  readonly row: VirtualGridRow;
  readonly index: number;
  readonly id: string;
  readonly ariaRowIndex: number;
  /** Pixels from the top of all rows. */
  readonly start: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onClick: (index: number, event: MouseEvent<HTMLDivElement>) => void;
  readonly onDoubleClick: (index: number) => void;
  readonly onContextMenu: (index: number, event: MouseEvent<HTMLDivElement>) => void;
}

/** A row is drawn again only when something of it has changed: scrolling brings new ones and leaves the others alone. */
export const GridRow = memo(function GridRow(props: GridRowProps): ReactElement {
  const { row, index, onClick, onDoubleClick, onContextMenu } = props;
  return (
    <div
      id={props.id}
      role="row"
      className="ui-grid-row"
      aria-rowindex={props.ariaRowIndex}
      aria-selected={props.isSelected}
      style={{ transform: `translateY(${props.start}px)` }}
      onClick={(event) => onClick(index, event)}
      onDoubleClick={() => onDoubleClick(index)}
      onContextMenu={(event) => onContextMenu(index, event)}
      {...definedProps({
        'data-active': props.isActive ? '' : undefined,
        'aria-level': row.level,
        'aria-expanded': row.isExpanded,
      })}
    >
      {row.cells}
    </div>
  );
});
