import type { ReactElement } from 'react';

import { definedProps } from './defined-props.ts';
import { ArrowDown, ArrowUp } from './icons.ts';
import type { Sort } from './sort-rows.ts';

export interface GridHeaderCellProps {
  readonly title: string;
  readonly align?: 'start' | 'end' | undefined;
  readonly hint?: string | undefined;
  /** Of this column; undefined while another one decides. */
  readonly sort: Sort['direction'] | undefined;
  /** Undefined for a column that cannot be sorted by. */
  readonly onSort: (() => void) | undefined;
}

/** The head of a column in a table or a tree. */
export function GridHeaderCell({ title, align, hint, sort, onSort }: GridHeaderCellProps): ReactElement {
  return (
    <div
      role="columnheader"
      className="ui-grid-cell"
      {...definedProps({
        title: hint,
        'data-align': align === 'end' ? ('end' as const) : undefined,
        'aria-sort': onSort === undefined ? undefined : (sort ?? ('none' as const)),
      })}
    >
      {onSort === undefined ? (
        <span className="ui-grid-text">{title}</span>
      ) : (
        <button type="button" className="ui-grid-sort" onClick={onSort}>
          <span className="ui-grid-text">{title}</span>
          {sort === 'ascending' ? <ArrowUp size={12} aria-hidden /> : undefined}
          {sort === 'descending' ? <ArrowDown size={12} aria-hidden /> : undefined}
        </button>
      )}
    </div>
  );
}
