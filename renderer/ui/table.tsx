import type { ReactElement, ReactNode } from 'react';
import { useMemo, useState } from 'react';

import { definedProps } from './defined-props.ts';
import { GridHeaderCell } from './grid-header-cell.tsx';
import type { MenuEntry } from './menu-items.tsx';
import type { Sort, SortValue } from './sort-rows.ts';
import { nextSort, sortRows } from './sort-rows.ts';
import { VirtualGrid } from './virtual-grid.tsx';

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Strings are cut at the end with an ellipsis; anything else lays itself out in the cell. */
  readonly cell: (row: Row) => ReactNode;
  /** With it the column can be sorted. */
  readonly sortValue?: (row: Row) => SortValue;
  /** Of amounts people look for the largest first. */
  readonly startsDescending?: boolean;
  readonly align?: 'start' | 'end';
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. */
  readonly width?: string;
  readonly isMono?: boolean;
  readonly hint?: string;
}

export interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey?: string | undefined;
  /** A click, or the arrow keys. */
  readonly onSelect?: (row: Row) => void;
  /** A double click, or Enter. */
  readonly onAction?: (row: Row) => void;
  readonly rowMenu?: (row: Row) => readonly MenuEntry[];
  readonly defaultSort?: Sort;
  /** Rows come in this order already, and a click on a header asks for another: for rows that are not all here. */
  readonly order?: { readonly sort: Sort | undefined; readonly onSort: (sort: Sort) => void };
  /** The first and the last row in view, whenever they change: to fetch what is not here. */
  readonly onVisible?: (first: number, last: number) => void;
  /** Shown instead of rows. */
  readonly empty?: ReactNode;
}

/** Fills its parent and scrolls inside; the parent gives the height. */
export function Table<Row>(props: TableProps<Row>): ReactElement {
  const { columns, rows, rowKey, onSelect, onAction, rowMenu } = props;
  const [ownSort, setSort] = useState<Sort | undefined>(props.defaultSort);
  const { order } = props;
  const isOrdered = order !== undefined;
  const sort = isOrdered ? order.sort : ownSort;

  const sorted = useMemo(() => {
    const valueOf = columns.find(({ id }) => id === sort?.column)?.sortValue;
    return isOrdered || sort === undefined || valueOf === undefined ? rows : sortRows(rows, sort.direction, valueOf);
  }, [columns, rows, sort, isOrdered]);
  const indexes = useMemo(() => new Map(sorted.map((row, index) => [rowKey(row), index])), [sorted, rowKey]);

  const at = (index: number): Row => {
    const row = sorted[index];
    if (row === undefined) throw new RangeError(`No row ${index} of ${sorted.length}`);
    return row;
  };

  return (
    <VirtualGrid
      role="grid"
      label={props.label}
      gridTemplateColumns={columns.map(({ width = 'minmax(80px, 1fr)' }) => width).join(' ')}
      columnCount={columns.length}
      rowCount={sorted.length}
      indexOfKey={(key) => indexes.get(key) ?? -1}
      selectedKey={props.selectedKey}
      onSelect={onSelect && ((index) => onSelect(at(index)))}
      onAction={onAction && ((index) => onAction(at(index)))}
      rowMenu={rowMenu && ((index) => rowMenu(at(index)))}
      empty={props.empty}
      onVisible={props.onVisible}
      header={
        <div role="row" className="ui-grid-row" aria-rowindex={1}>
          {columns.map((column) => (
            <GridHeaderCell
              key={column.id}
              title={column.title}
              align={column.align}
              hint={column.hint}
              sort={sort?.column === column.id ? sort.direction : undefined}
              onSort={
                column.sortValue === undefined
                  ? undefined
                  : () => {
                      const next = nextSort(sort, column.id, column.startsDescending);
                      if (isOrdered) order.onSort(next);
                      else setSort(next);
                    }
              }
            />
          ))}
        </div>
      }
      rowAt={(index) => {
        const row = at(index);
        return { key: rowKey(row), cells: columns.map((column) => <Cell key={column.id} column={column} row={row} />) };
      }}
    />
  );
}

function cellLook<Row>(column: TableColumn<Row>): { readonly 'data-align'?: 'end'; readonly 'data-mono'?: '' } {
  return definedProps({
    'data-align': column.align === 'end' ? 'end' : undefined,
    'data-mono': column.isMono === true ? '' : undefined,
  });
}

function Cell<Row>({ column, row }: { readonly column: TableColumn<Row>; readonly row: Row }): ReactElement {
  const content = column.cell(row);
  const isText = typeof content === 'string' || typeof content === 'number';
  return (
    <div role="gridcell" className="ui-grid-cell" {...cellLook(column)}>
      {isText ? (
        <span className="ui-grid-text" title={String(content)}>
          {content}
        </span>
      ) : (
        content
      )}
    </div>
  );
}
