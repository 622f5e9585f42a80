import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { useMemo } from 'react';

import { definedProps } from './defined-props.ts';
import type { TreeItems, TreeRow } from './flatten-tree.ts';
import { flattenTree } from './flatten-tree.ts';
import { GridHeaderCell } from './grid-header-cell.tsx';
import { ChevronRight } from './icons.ts';
import type { MenuEntry } from './menu-items.tsx';
import { nextSort, type Sort } from './sort-rows.ts';
import { useStableCallback } from './use-stable-callback.ts';
import type { VirtualGridRow } from './virtual-grid-row.tsx';
import { VirtualGrid } from './virtual-grid.tsx';

export interface TreeColumn<Item> {
  readonly id: string;
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  readonly align?: 'start' | 'end';
  readonly width?: string;
  readonly isMono?: boolean;
  /** Its header can be pressed: the caller sorts, siblings among themselves. */
  readonly isSortable?: boolean;
}

export interface TreeProps<Item> {
  readonly label: string;
  readonly roots: TreeItems<Item>;
  readonly itemKey: (item: Item) => string;
  readonly isExpandable: (item: Item) => boolean;
  /** Undefined while not loaded: the tree then shows that they are on their way. Load on `onExpand`. */
  readonly childrenOf: (item: Item) => TreeItems<Item> | undefined;
  readonly expandedKeys: ReadonlySet<string>;
  readonly onExpand: (item: Item, isExpanded: boolean) => void;
  /** The first column carries the branches. */
  readonly columns: readonly TreeColumn<Item>[];
  readonly hasHeader?: boolean;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  readonly selectedKey?: string | undefined;
  /** With `onMark`, several rows can be chosen: by Ctrl and Shift with a click or the arrow keys, all by Ctrl A. */
  readonly markedKeys?: ReadonlySet<string>;
  readonly onMark?: (keys: ReadonlySet<string>) => void;
  readonly onSelect?: (item: Item) => void;
  readonly onAction?: (item: Item) => void;
  readonly rowMenu?: (item: Item) => readonly MenuEntry[];
  readonly empty?: ReactNode;
}

/** A tree with columns, for files and processes; fills its parent and scrolls inside. */
export function Tree<Item>(props: TreeProps<Item>): ReactElement {
  const { roots, itemKey, isExpandable, childrenOf, expandedKeys, onExpand, columns, hasHeader = true } = props;
  const { onSelect, onAction, rowMenu } = props;
  const rows = useMemo(
    () => flattenTree(roots, expandedKeys, { itemKey, isExpandable, childrenOf }),
    [roots, expandedKeys, itemKey, isExpandable, childrenOf],
  );

  const at = (index: number): TreeRow<Item> => {
    const row = rows.at(index);
    if (row === undefined) throw new RangeError(`No row ${index} of ${rows.length}`);
    return row;
  };
  const withItem = (index: number, apply: ((item: Item) => void) | undefined): void => {
    const { item } = at(index);
    if (item !== undefined) apply?.(item);
  };
  const toggle = useStableCallback(({ item, isExpandable: canExpand, isExpanded }: TreeRow<Item>): void => {
    if (item !== undefined && canExpand) onExpand(item, !isExpanded);
  });
  const drawn = useMemo(() => drawnRows(columns, toggle), [columns, toggle]);

  /** As in every tree: right opens, then enters; left closes, then goes to the parent. */
  const onRowKey = (key: string, index: number, goTo: (index: number) => void): boolean => {
    const row = at(index);
    if (key === 'ArrowRight') {
      if (row.isExpandable && !row.isExpanded) toggle(row);
      else if (row.isExpanded && index + 1 < rows.length) goTo(index + 1);
      return true;
    }
    if (key === 'ArrowLeft') {
      if (row.isExpanded) toggle(row);
      else if (row.parent !== undefined) goTo(row.parent);
      return true;
    }
    return false;
  };

  return (
    <VirtualGrid
      role="treegrid"
      label={props.label}
      gridTemplateColumns={columns.map(({ width = 'minmax(80px, 1fr)' }) => width).join(' ')}
      columnCount={columns.length}
      rowCount={rows.length}
      indexOfKey={rows.indexOfKey}
      selectedKey={props.selectedKey}
      onSelect={onSelect && ((index) => withItem(index, onSelect))}
      onAction={(index) => (onAction === undefined ? toggle(at(index)) : withItem(index, onAction))}
      rowMenu={
        rowMenu &&
        ((index) => {
          const { item } = at(index);
          return item === undefined ? [] : rowMenu(item);
        })
      }
      onRowKey={onRowKey}
      empty={props.empty}
      {...definedProps({
        header: hasHeader ? <TreeHeader columns={columns} sort={props.sort} onSort={props.onSort} /> : undefined,
        markedKeys: props.markedKeys,
        onMark: props.onMark,
      })}
      rowAt={(index) => drawn(at(index))}
    />
  );
}

/** The same row comes out as the same object, which the grid then need not draw again. */
function drawnRows<Item>(
  columns: readonly TreeColumn<Item>[],
  toggle: (row: TreeRow<Item>) => void,
): (row: TreeRow<Item>) => VirtualGridRow {
  const known = new WeakMap<TreeRow<Item>, VirtualGridRow>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const made: VirtualGridRow = {
      key: row.key,
      level: row.level,
      cells: <TreeCells row={row} columns={columns} onToggle={() => toggle(row)} />,
      ...(row.isExpandable ? { isExpanded: row.isExpanded } : {}),
    };
    known.set(row, made);
    return made;
  };
}

function columnLook<Item>(column: TreeColumn<Item>): { readonly 'data-align'?: 'end'; readonly 'data-mono'?: '' } {
  return definedProps({
    'data-align': column.align === 'end' ? 'end' : undefined,
    'data-mono': column.isMono === true ? '' : undefined,
  });
}

function TreeHeader<Item>(props: {
  readonly columns: readonly TreeColumn<Item>[];
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}): ReactElement {
  const { columns, sort, onSort } = props;
  return (
    <div role="row" className="ui-grid-row" aria-rowindex={1}>
      {columns.map((column) => (
        <GridHeaderCell
          key={column.id}
          title={column.title}
          align={column.align}
          sort={sort?.column === column.id ? sort.direction : undefined}
          onSort={
            column.isSortable === true && onSort !== undefined ? () => onSort(nextSort(sort, column.id)) : undefined
          }
        />
      ))}
    </div>
  );
}

function TreeCells<Item>(props: {
  readonly row: TreeRow<Item>;
  readonly columns: readonly TreeColumn<Item>[];
  readonly onToggle: () => void;
}): ReactElement {
  const { row, columns, onToggle } = props;
  const indent: CSSProperties & Record<'--tree-level', number> = { '--tree-level': row.level - 1 };
  const { item } = row;
  return (
    <>
      {columns.map((column, index) => (
        <div key={column.id} role="gridcell" className="ui-grid-cell" {...columnLook(column)}>
          {index === 0 ? (
            <>
              <span className="ui-tree-indent" style={indent} />
              <button
                type="button"
                className="ui-tree-toggle"
                tabIndex={-1}
                aria-hidden
                onClick={(event) => {
                  event.stopPropagation();
                  onToggle();
                }}
                onDoubleClick={(event) => event.stopPropagation()}
                {...(row.isExpanded ? { 'data-expanded': '' } : {})}
              >
                {row.isExpandable ? <ChevronRight size={14} /> : undefined}
              </button>
            </>
          ) : undefined}
          {item !== undefined ? (
            <TreeCellContent content={column.cell(item)} />
          ) : index === 0 ? (
            <span className="ui-tree-loading">Loading…</span>
          ) : undefined}
        </div>
      ))}
    </>
  );
}

function TreeCellContent({ content }: { readonly content: ReactNode }): ReactElement {
  if (typeof content !== 'string' && typeof content !== 'number') return <>{content}</>;
  return (
    <span className="ui-grid-text" title={String(content)}>
      {content}
    </span>
  );
}
