import { useRef, type KeyboardEvent, type ReactElement } from 'react';

import type { NamespaceRow } from '../../preload/contract/index.ts';
import { Badge, InertText, MiddleTruncate } from '../ui/index.ts';
import { KIND_WORDS } from './kind-words.ts';
import { cellSentence, cellText } from './layout/cell-text.ts';
import { columnLeft, MAP, type MapCell, type MapLayout } from './layout/map-layout.ts';
import { moveCell, type CellPosition } from './layout/move-cell.ts';
import './namespaces.css';

export interface NamespaceMapProps {
  readonly rows: readonly NamespaceRow[];
  readonly layout: MapLayout;
  readonly selected: CellPosition;
  readonly onSelect: (position: CellPosition) => void;
}

export function NamespaceMap({ rows, layout, selected, onSelect }: NamespaceMapProps): ReactElement {
  const names = rows.map(({ container, role }) => (role === 'sandbox' ? 'sandbox' : container));
  const grid = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moveCell(selected, event.key, rows.length, layout.kinds.length);
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row},${next.column}"]`)?.focus();
  };
  return (
    <div className="map-scroller">
      <div
        ref={grid}
        className="map"
        role="grid"
        aria-label="Linux namespaces of the pod"
        aria-rowcount={rows.length + 1}
        aria-colcount={layout.kinds.length + 1}
        style={{ width: layout.width, height: layout.height }}
        onKeyDown={onKeyDown}
      >
        <Joints layout={layout} />
        <div role="row" aria-rowindex={1} className="map-row">
          <span role="columnheader" className="map-corner">
            container
          </span>
          {layout.kinds.map((kind, column) => (
            <span
              key={kind}
              role="columnheader"
              className="map-column"
              style={{ left: columnLeft(column, layout), width: layout.cellWidth }}
              title={`${kind}: ${KIND_WORDS[kind].holds}. If shared: ${KIND_WORDS[kind].shared}`}
              data-current={selected.column === column ? '' : undefined}
            >
              {kind}
              <small>{KIND_WORDS[kind].holds}</small>
            </span>
          ))}
        </div>
        {rows.map((row, index) => (
          <div key={`${row.role} ${row.container}`} role="row" aria-rowindex={index + 2} className="map-row">
            <RowLabel row={row} top={MAP.header + index * MAP.rowHeight} width={layout.labelWidth - 8} />
            {(layout.cells[index] ?? []).map((cell) => (
              <Cell
                key={cell.cell.kind}
                cell={cell}
                sentence={cellSentence(cell, names)}
                width={layout.cellWidth}
                isSelected={selected.row === index && selected.column === cell.column}
                onSelect={() => onSelect({ row: index, column: cell.column })}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Behind the cells: what they are joined by. The cells say the same in words. */
function Joints({ layout }: { readonly layout: MapLayout }): ReactElement {
  return (
    <svg className="map-joints" width={layout.width} height={layout.height} aria-hidden>
      {layout.joints.map((joint) => (
        <path
          key={`${joint.column} ${joint.from} ${joint.to}`}
          d={joint.path}
          data-color={joint.color}
          data-around={joint.around ? '' : undefined}
          data-uncertain={joint.certain ? undefined : ''}
          strokeWidth={joint.around ? 4 : MAP.joint}
        />
      ))}
    </svg>
  );
}

function RowLabel({
  row,
  top,
  width,
}: {
  readonly row: NamespaceRow;
  readonly top: number;
  readonly width: number;
}): ReactElement {
  return (
    <div role="rowheader" className="map-label" style={{ top, width }}>
      <span className="map-name">
        <MiddleTruncate text={row.role === 'sandbox' ? 'sandbox' : row.container} />
        {row.role === 'init' || row.role === 'sidecar' ? <Badge>{row.role}</Badge> : undefined}
      </span>
      <span className="map-command" title={row.command}>
        {row.role !== 'ephemeral' ? undefined : row.target === undefined ? 'debug · ' : `target ${row.target} · `}
        <InertText text={row.command ?? (row.role === 'sandbox' ? 'pause' : 'not seen')} />
      </span>
    </div>
  );
}

function Cell(props: {
  readonly cell: MapCell;
  readonly sentence: string;
  readonly width: number;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}): ReactElement {
  const { cell, sentence, width, isSelected } = props;
  return (
    <button
      type="button"
      role="gridcell"
      className="map-cell"
      style={{ left: cell.x, top: cell.y, width, height: MAP.cellHeight }}
      data-cell={`${cell.row},${cell.column}`}
      data-color={cell.color}
      data-evidence={cell.cell.evidence}
      aria-selected={isSelected}
      aria-label={sentence}
      title={sentence}
      tabIndex={isSelected ? 0 : -1}
      onClick={props.onSelect}
    >
      {cell.cell.evidence === 'inferred' ? <span aria-hidden>≈</span> : undefined}
      {cellText(cell)}
    </button>
  );
}
