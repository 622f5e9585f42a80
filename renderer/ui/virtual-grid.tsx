import { useVirtualizer } from '@tanstack/react-virtual';
import type { CSSProperties, KeyboardEvent, MouseEvent, ReactElement, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';

import type { ContextMenuPoint } from './context-menu.tsx';
import { ContextMenuAt, contextMenuPoint } from './context-menu.tsx';
import { definedProps } from './defined-props.ts';
import { gridMove, movedIndex } from './grid-navigation.ts';
import { markedAfter } from './marked-rows.ts';
import type { MenuEntry } from './menu-items.tsx';
import { useStableCallback } from './use-stable-callback.ts';
import type { VirtualGridRow } from './virtual-grid-row.tsx';
import { GridRow } from './virtual-grid-row.tsx';
import './table.css';

const NONE: ReadonlySet<string> = new Set();

/** The same number as --row-height: rows are placed before they are measured. */
const rowHeight = 28;

export interface VirtualGridProps {
  readonly role: 'grid' | 'treegrid';
  readonly label: string;
  readonly gridTemplateColumns: string;
  readonly columnCount: number;
  readonly header?: ReactNode;
  readonly rowCount: number;
  readonly rowAt: (index: number) => VirtualGridRow;
  readonly indexOfKey: (key: string) => number;
  readonly selectedKey?: string | undefined;
  readonly onSelect?: ((index: number) => void) | undefined;
  readonly onAction?: ((index: number) => void) | undefined;
  readonly rowMenu?: ((index: number) => readonly MenuEntry[]) | undefined;
  readonly markedKeys?: ReadonlySet<string>;
  readonly onMark?: (keys: ReadonlySet<string>) => void;
  /** Keys the rows themselves understand (expand, collapse); true when the key is used up. */
  readonly onRowKey?: (key: string, index: number, goTo: (index: number) => void) => boolean;
  readonly empty?: ReactNode;
  /** The first and the last row that are drawn, whenever they change. */
  readonly onVisible?: ((first: number, last: number) => void) | undefined;
}

/** Rows of one height, only those in view; one focus stop, the active row is told by aria-activedescendant. */
export function VirtualGrid(props: VirtualGridProps): ReactElement {
  const { rowCount, rowAt, indexOfKey, selectedKey, onSelect, onAction, rowMenu, onRowKey } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string>();
  /** Where a range begins: the row that was chosen last without Shift. */
  const [anchorKey, setAnchorKey] = useState<string>();
  const [menu, setMenu] = useState<{ readonly index: number; readonly at: ContextMenuPoint }>();
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: props.header === undefined ? 0 : rowHeight,
    initialRect: { width: 800, height: 600 },
  });

  const shownKey = activeKey ?? selectedKey;
  const foundIndex = shownKey === undefined ? -1 : indexOfKey(shownKey);
  const activeIndex = foundIndex < 0 ? undefined : foundIndex;

  useEffect(() => {
    setActiveKey(selectedKey);
    const index = selectedKey === undefined ? -1 : indexOfKey(selectedKey);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    // Only a new selection scrolls to its row; rows that arrive meanwhile must not move what is being read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedKey]);

  const mark = (index: number, how: 'only' | 'toggle' | 'range'): void => {
    const { key } = rowAt(index);
    const anchor = anchorKey === undefined ? -1 : indexOfKey(anchorKey);
    const keyAt = (at: number): string => rowAt(at).key;
    props.onMark?.(markedAfter(props.markedKeys ?? NONE, { how, index, anchor: anchor < 0 ? index : anchor, keyAt }));
    if (how !== 'range') setAnchorKey(key);
  };

  const goTo = (index: number): void => {
    setActiveKey(rowAt(index).key);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    onSelect?.(index);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== scroller.current || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (props.onMark === undefined || event.key.toLowerCase() !== 'a') return;
      props.onMark(new Set(Array.from({ length: rowCount }, (_, index) => rowAt(index).key)));
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const page = Math.max(1, Math.floor(scroller.current.clientHeight / rowHeight) - 2);
    const move = gridMove(event.key);
    if (move !== undefined) {
      const next = movedIndex(move, activeIndex, rowCount, page);
      if (next !== undefined) {
        goTo(next);
        mark(next, event.shiftKey ? 'range' : 'only');
      }
    } else if (activeIndex === undefined) {
      return;
    } else if (event.key === 'Enter') {
      (onAction ?? onSelect)?.(activeIndex);
    } else if (event.key === ' ') {
      onSelect?.(activeIndex);
    } else if (onRowKey?.(event.key, activeIndex, goTo) !== true) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onRowClick = useStableCallback((index: number, event: MouseEvent<HTMLDivElement>): void => {
    setActiveKey(rowAt(index).key);
    const how = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    mark(index, how);
    // Choosing several opens none of them.
    if (how === 'only' || props.onMark === undefined) onSelect?.(index);
  });
  const onRowDoubleClick = useStableCallback((index: number): void => onAction?.(index));
  const onRowContextMenu = useStableCallback((index: number, event: MouseEvent<HTMLDivElement>): void => {
    if (rowMenu === undefined) return;
    event.preventDefault();
    const { key } = rowAt(index);
    setActiveKey(key);
    if (props.markedKeys?.has(key) !== true) mark(index, 'only');
    setMenu({ index, at: contextMenuPoint(event) });
  });

  const rowId = (index: number): string => `${id}-${index}`;
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index, items.at(-1)?.index];
  const { onVisible } = props;
  useEffect(() => {
    if (first !== undefined && last !== undefined) onVisible?.(first, last);
  }, [first, last, onVisible]);
  const isActiveShown = activeIndex !== undefined && items.some(({ index }) => index === activeIndex);
  const columns: CSSProperties & Record<'--grid-columns', string> = { '--grid-columns': props.gridTemplateColumns };

  return (
    <div
      ref={scroller}
      className="ui-grid"
      role={props.role}
      aria-label={props.label}
      aria-rowcount={rowCount + (props.header === undefined ? 0 : 1)}
      aria-colcount={props.columnCount}
      tabIndex={0}
      style={columns}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        // From the keyboard: the row that is active. A pointer is taken by its row below.
        if (event.target !== scroller.current || rowMenu === undefined || activeIndex === undefined) return;
        event.preventDefault();
        const row = document.getElementById(rowId(activeIndex));
        setMenu({ index: activeIndex, at: contextMenuPoint({ clientX: 0, clientY: 0, target: row ?? event.target }) });
      }}
      {...definedProps({
        'aria-activedescendant': isActiveShown ? rowId(activeIndex) : undefined,
        'aria-multiselectable': props.onMark === undefined ? undefined : true,
      })}
    >
      <div className="ui-grid-content" role="presentation">
        {props.header === undefined ? undefined : (
          <div role="rowgroup" className="ui-grid-header">
            {props.header}
          </div>
        )}
        <div role="rowgroup" className="ui-grid-body" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            return (
              <GridRow
                // Not the virtualizer's: a key of its own for each of a hundred thousand rows is computed anew with every drawing.
                key={row.key}
                row={row}
                index={item.index}
                id={rowId(item.index)}
                ariaRowIndex={item.index + (props.header === undefined ? 1 : 2)}
                start={item.start}
                isSelected={props.markedKeys?.has(row.key) === true || row.key === selectedKey}
                isActive={item.index === activeIndex}
                onClick={onRowClick}
                onDoubleClick={onRowDoubleClick}
                onContextMenu={onRowContextMenu}
              />
            );
          })}
        </div>
      </div>
      {rowCount === 0 && props.empty !== undefined ? <div className="ui-grid-empty">{props.empty}</div> : undefined}
      {menu === undefined || rowMenu === undefined || menu.index >= rowCount ? undefined : (
        <ContextMenuAt
          label={`Actions for row ${menu.index + 1}`}
          entries={rowMenu(menu.index)}
          at={menu.at}
          onClose={() => setMenu(undefined)}
        />
      )}
    </div>
  );
}
