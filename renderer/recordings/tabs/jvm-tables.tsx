/** The tables of what the JVM did for itself. */
import { useState, type ReactElement } from 'react';

import type { RuntimeFacts } from '../../../preload/contract/index.ts';
import { Bytes, formatBytes, InertText, Table, type TableColumn } from '../../ui/index.ts';
import { formatCount } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { ShareBar } from '../share-bar.tsx';
import { figureColumn, momentColumn } from './figure-columns.ts';
import { NothingRecorded } from './nothing-recorded.tsx';

type Compilation = RuntimeFacts['compilation']['longest'][number];
type Deoptimization = RuntimeFacts['deoptimizations'][number];
type Segment = RuntimeFacts['codeCache'][number];

const EMPTY = <NothingRecorded title="Nothing here" what="The recording has none." isPart={false} />;

/** The longest of all. */
export function CompilationTable(props: {
  readonly page: RecordingSelection;
  readonly rows: readonly Compilation[];
}): ReactElement {
  const { page, rows } = props;
  const [selected, setSelected] = useState<string>();
  const key = ({ method, at }: Compilation): string => `${method} ${at}`;
  return (
    <Table
      label="Longest compilations"
      columns={COMPILATION_COLUMNS}
      rows={rows}
      rowKey={key}
      selectedKey={selected}
      onSelect={(row) => setSelected(key(row))}
      rowMenu={({ at, durationMs }) => [
        {
          id: 'meanwhile',
          title: 'Show what ran meanwhile',
          onSelect: () => page.change({ range: { from: at, to: at + durationMs } }, 'flameGraph'),
        },
      ]}
      defaultSort={{ column: 'duration', direction: 'descending' }}
      empty={EMPTY}
    />
  );
}

export function DeoptimizationTable({ rows }: { readonly rows: readonly Deoptimization[] }): ReactElement {
  return (
    <Table
      label="Deoptimizations"
      columns={DEOPTIMIZATION_COLUMNS}
      rows={rows}
      rowKey={({ label }) => label}
      defaultSort={{ column: 'count', direction: 'descending' }}
      empty={EMPTY}
    />
  );
}

export function CodeCacheTable({ rows }: { readonly rows: readonly Segment[] }): ReactElement {
  return (
    <Table
      label="Code cache"
      columns={SEGMENT_COLUMNS}
      rows={rows}
      rowKey={({ label }) => label}
      defaultSort={{ column: 'used', direction: 'descending' }}
      empty={EMPTY}
    />
  );
}

const COMPILATION_COLUMNS: readonly TableColumn<Compilation>[] = [
  {
    id: 'method',
    title: 'Method',
    width: 'minmax(240px, 1fr)',
    cell: ({ method }) => <InertText text={method} />,
    sortValue: ({ method }) => method,
  },
  momentColumn(),
  figureColumn('duration', 'Duration', '110px', ({ durationMs }) => durationMs),
];

const DEOPTIMIZATION_COLUMNS: readonly TableColumn<Deoptimization>[] = [
  {
    id: 'reason',
    title: 'Reason',
    width: 'minmax(200px, 1fr)',
    cell: ({ label }) => label,
    sortValue: ({ label }) => label,
  },
  figureColumn('count', 'Count', '110px', ({ count }) => count, formatCount),
];

const SEGMENT_COLUMNS: readonly TableColumn<Segment>[] = [
  {
    id: 'segment',
    title: 'Segment',
    width: 'minmax(200px, 1fr)',
    cell: ({ label }) => label,
    sortValue: ({ label }) => label,
  },
  {
    id: 'used',
    title: 'Used',
    width: '190px',
    align: 'end',
    startsDescending: true,
    cell: ({ usedBytes, reservedBytes }) => (
      <ShareBar share={reservedBytes > 0 ? usedBytes / reservedBytes : 0} text={formatBytes(usedBytes)} />
    ),
    sortValue: ({ usedBytes }) => usedBytes,
  },
  {
    id: 'reserved',
    title: 'Reserved',
    width: '110px',
    align: 'end',
    startsDescending: true,
    cell: ({ reservedBytes }) => <Bytes bytes={reservedBytes} />,
    sortValue: ({ reservedBytes }) => reservedBytes,
  },
];
