import { useRef, type KeyboardEvent, type ReactElement } from 'react';

import type { NamespaceRow } from '../../preload/contract/index.ts';
import { Badge, Box, Bug, Container, InertText, Lock, MiddleTruncate, Server } from '../ui/index.ts';
import { KIND_WORDS } from './kind-words.ts';
import { cellSentence, cellText } from './layout/cell-text.ts';
import { columnLeft, MAP, type MapCell, type MapLayout } from './layout/map-layout.ts';
import { moveCell, type CellPosition } from './layout/move-cell.ts';
import { rowCommand, rowName, rowTarget } from './row-name.ts';
import { cellKey } from './what-if.ts';
import './map.css';

export interface NamespaceMapProps {
  readonly rows: readonly NamespaceRow[];
  readonly layout: MapLayout;
  readonly selected: CellPosition;
  readonly onSelect: (position: CellPosition) => void;
  /** Of a map as it would be: what is not so now. */
  readonly added?: ReadonlySet<string>;
  readonly changed?: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Pixels: a cell of this width holds every word in the usual size. */
const ROOMY = 68;

/** A table to who reads it by keyboard or ear: every cell is a sentence, the arrows move between them. */
export function NamespaceMap({
  rows,
  layout,
  selected,
  onSelect,
  added = NONE,
  changed = NONE,
}: NamespaceMapProps): ReactElement {
  const names = rows.map(rowName);
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
        data-narrow={layout.cellWidth < ROOMY ? '' : undefined}
      >
        <span
          role="presentation"
          className="map-band"
          style={{ left: columnLeft(selected.column, layout) - 4, width: layout.cellWidth + 8 }}
        />
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
            <RowLabel
              row={row}
              top={MAP.header + index * MAP.rowHeight}
              width={layout.labelWidth - 8}
              isNew={added.has(row.container)}
            />
            {(layout.cells[index] ?? []).map((cell) => (
              <Cell
                key={cell.cell.kind}
                cell={cell}
                sentence={cellSentence(cell, names, changed.has(cellKey(row.container, cell.cell.kind)))}
                width={layout.cellWidth}
                isSelected={selected.row === index && selected.column === cell.column}
                isChanged={changed.has(cellKey(row.container, cell.cell.kind))}
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
          strokeWidth={joint.around ? MAP.lane : MAP.joint}
        />
      ))}
    </svg>
  );
}

const ROLE_ICONS = { node: Server, sandbox: Box, ephemeral: Bug } as const;

function RowLabel(props: {
  readonly row: NamespaceRow;
  readonly top: number;
  readonly width: number;
  readonly isNew: boolean;
}): ReactElement {
  const { row, top, width, isNew } = props;
  const { role } = row;
  const Icon = role === 'node' || role === 'sandbox' || role === 'ephemeral' ? ROLE_ICONS[role] : Container;
  const command = rowCommand(row);
  return (
    <div role="rowheader" className="map-label" style={{ top, width }} data-role={role}>
      <Icon size={14} aria-hidden />
      <span className="map-name">
        <MiddleTruncate text={rowName(row)} />
        {role === 'init' || role === 'sidecar' ? <Badge>{role}</Badge> : undefined}
        {isNew ? <Badge state="waiting">new</Badge> : undefined}
      </span>
      <span className="map-command" title={command}>
        {rowTarget(row)}
        {isNew && role !== 'node' ? 'a shell' : <InertText text={command} />}
      </span>
    </div>
  );
}

function Cell(props: {
  readonly cell: MapCell;
  readonly sentence: string;
  readonly width: number;
  readonly isSelected: boolean;
  readonly isChanged: boolean;
  readonly onSelect: () => void;
}): ReactElement {
  const { cell, sentence, width, isSelected } = props;
  const { evidence } = cell.cell;
  return (
    <div
      role="gridcell"
      aria-selected={isSelected}
      aria-label={sentence}
      className="map-place"
      style={{ left: cell.x, top: cell.y, width, height: MAP.cellHeight }}
      data-cell={`${cell.row},${cell.column}`}
      tabIndex={isSelected ? 0 : -1}
      title={sentence}
      onClick={props.onSelect}
      onFocus={isSelected ? undefined : props.onSelect}
    >
      <span
        className="map-cell"
        aria-hidden
        data-color={cell.color}
        data-evidence={evidence}
        data-word={/\d/.test(cellText(cell)) ? undefined : ''}
        data-changed={props.isChanged ? '' : undefined}
      >
        {evidence === 'inferred' ? <span>≈</span> : undefined}
        {evidence === 'refused' ? <Lock size={11} /> : undefined}
        {cellText(cell)}
      </span>
    </div>
  );
}
