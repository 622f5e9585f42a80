import type { ReactElement } from 'react';

import type { PauseGroup } from '../../../preload/contract/index.ts';
import { Table, type TableColumn } from '../../ui/index.ts';
import { formatCount } from '../format-figures.ts';
import type { TextTable } from '../table-text.ts';
import { figureColumn } from './figure-columns.ts';
import { NothingRecorded } from './nothing-recorded.tsx';

/** What took how long, kind by kind. */
export function SpanGroups(props: { readonly label: string; readonly rows: readonly PauseGroup[] }): ReactElement {
  return (
    <Table
      label={props.label}
      columns={COLUMNS}
      rows={props.rows}
      rowKey={(row) => row.label}
      defaultSort={{ column: 'total', direction: 'descending' }}
      empty={<NothingRecorded title="Nothing here" what="The recording has none." isPart={false} />}
    />
  );
}

export function spanGroupsText(rows: readonly PauseGroup[]): TextTable {
  return {
    columns: ['name', 'count', 'totalMs', 'longestMs'],
    rows: rows.map(({ label, count, totalMs, longestMs }) => [label, count, totalMs, longestMs]),
  };
}

const COLUMNS: readonly TableColumn<PauseGroup>[] = [
  {
    id: 'label',
    title: 'Name',
    width: 'minmax(200px, 1fr)',
    cell: ({ label }) => label,
    sortValue: ({ label }) => label,
  },
  figureColumn('count', 'Count', '96px', ({ count }) => count, formatCount),
  figureColumn('total', 'Total', '110px', ({ totalMs }) => totalMs),
  figureColumn('longest', 'Longest', '110px', ({ longestMs }) => longestMs),
];
