/** Columns of figures that several tables have. */
import type { TableColumn } from '../../ui/index.ts';
import { formatMoment, formatSpan } from '../format-figures.ts';

/** The largest first, at the first press. */
export function figureColumn<Row>(
  id: string,
  title: string,
  width: string,
  of: (row: Row) => number,
  format: (value: number) => string = formatSpan,
): TableColumn<Row> {
  return { id, title, width, align: 'end', startsDescending: true, cell: (row) => format(of(row)), sortValue: of };
}

export function momentColumn<Row extends { readonly at: number }>(): TableColumn<Row> {
  return {
    id: 'at',
    title: 'At',
    width: '110px',
    align: 'end',
    cell: ({ at }) => formatMoment(at),
    sortValue: ({ at }) => at,
  };
}
