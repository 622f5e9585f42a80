import { useMemo, useState, type ReactElement } from 'react';

import type { GarbageCollections } from '../../../preload/contract/index.ts';
import { Bytes, SegmentedControl, Table, type TableColumn } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { TimeChart } from '../chart/time-chart.tsx';
import { Figures } from '../figures.tsx';
import { formatCount, formatMoment, formatShare, formatSpan } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { TabBar } from '../tab-bar.tsx';
import type { TextTable } from '../table-text.ts';
import { useAnswer } from '../use-answer.ts';
import { figureColumn, momentColumn } from './figure-columns.ts';
import { heapSeries } from './heap-series.ts';
import { NothingRecorded } from './nothing-recorded.tsx';
import { SpanGroups, spanGroupsText } from './span-groups.tsx';

type Collection = GarbageCollections['collections'][number];
type Shown = 'collections' | 'causes' | 'phases' | 'collectors';

/** Pauses, what they cost and why, and the heap before and after. */
export function GcTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { scope } = page;
  const collections = useAnswer(['collections', scope], (api, signal) => api.recordings.collections(scope, { signal }));
  return (
    <div className="recording-tab">
      <Answer query={collections} what="Reading garbage collections">
        {(data) =>
          data.count === 0 && data.heap.length === 0 ? (
            <NothingRecorded
              title="No garbage collection"
              what="The heap never had to be collected while this was recorded, or collections were left out of the recording."
              isPart={page.view.range !== undefined}
            />
          ) : (
            <Collections page={page} data={data} />
          )
        }
      </Answer>
    </div>
  );
}

function Collections({
  page,
  data,
}: {
  readonly page: RecordingSelection;
  readonly data: GarbageCollections;
}): ReactElement {
  const [shown, setShown] = useState<Shown>('collections');
  const { pauses } = data;
  const series = useMemo(() => heapSeries(data), [data]);
  const span = useMemo(() => ({ from: 0, to: page.overview.index.durationMs }), [page.overview]);
  return (
    <>
      <TabBar
        fileName={`gc-${shown}-${page.overview.index.fileName}`}
        table={() => (shown === 'collections' ? collectionsText(data.collections) : spanGroupsText(data[shown]))}
      >
        <SegmentedControl
          label="Shown"
          value={shown}
          onChange={setShown}
          options={[
            { id: 'collections', title: 'Collections' },
            { id: 'causes', title: 'Causes' },
            { id: 'phases', title: 'Phases' },
            { id: 'collectors', title: 'Collectors' },
          ]}
        />
      </TabBar>
      <Figures
        items={[
          { label: 'Collections', value: formatCount(data.count) },
          { label: 'Paused', value: formatSpan(pauses.totalMs), note: `${formatShare(pauses.share)} of the time` },
          { label: 'Longest pause', value: formatSpan(pauses.longestMs) },
          { label: 'Median', value: formatSpan(pauses.p50Ms) },
          { label: '95 %', value: formatSpan(pauses.p95Ms) },
          { label: '99 %', value: formatSpan(pauses.p99Ms) },
        ]}
      />
      {series.length === 0 ? undefined : (
        <TimeChart
          label="Heap and pauses"
          series={series}
          span={span}
          selection={page.view.range}
          onSelect={(range) => page.change({ range })}
          formatTime={formatMoment}
          height={170}
          hasAxes
        />
      )}
      <div className="recording-fill">
        {shown === 'collections' ? (
          <CollectionTable
            rows={data.collections}
            onShow={(at, to) => page.change({ range: { from: at, to } }, 'flameGraph')}
          />
        ) : (
          <SpanGroups label={shown} rows={data[shown]} />
        )}
      </div>
    </>
  );
}

function collectionsText(rows: readonly Collection[]): TextTable {
  return {
    columns: ['id', 'atMs', 'name', 'cause', 'durationMs', 'pauseMs', 'longestPauseMs', 'before', 'after'],
    rows: rows.map((row) => [
      row.gcId,
      row.at,
      row.name,
      row.cause,
      row.durationMs,
      row.pauseMs,
      row.longestPauseMs,
      row.heapBeforeBytes ?? null,
      row.heapAfterBytes ?? null,
    ]),
  };
}

const COLLECTION_COLUMNS: readonly TableColumn<Collection>[] = [
  { id: 'id', title: 'Id', width: '72px', align: 'end', cell: ({ gcId }) => gcId, sortValue: ({ gcId }) => gcId },
  momentColumn(),
  {
    id: 'name',
    title: 'Collector',
    width: 'minmax(120px, 1fr)',
    cell: ({ name }) => name,
    sortValue: ({ name }) => name,
  },
  {
    id: 'cause',
    title: 'Cause',
    width: 'minmax(140px, 1.4fr)',
    cell: ({ cause }) => cause,
    sortValue: ({ cause }) => cause,
  },
  figureColumn('pause', 'Pause', '96px', ({ pauseMs }) => pauseMs),
  figureColumn('longest', 'Longest', '96px', ({ longestPauseMs }) => longestPauseMs),
  figureColumn('duration', 'Duration', '96px', ({ durationMs }) => durationMs),
  bytes('before', 'Heap before', ({ heapBeforeBytes }) => heapBeforeBytes),
  bytes('after', 'Heap after', ({ heapAfterBytes }) => heapAfterBytes),
];

function bytes(id: string, title: string, of: (row: Collection) => number | undefined): TableColumn<Collection> {
  return {
    id,
    title,
    width: '104px',
    align: 'end',
    startsDescending: true,
    cell: (row) => {
      const value = of(row);
      return value === undefined ? '' : <Bytes bytes={value} />;
    },
    sortValue: of,
  };
}

function CollectionTable(props: {
  readonly rows: readonly Collection[];
  readonly onShow: (from: number, to: number) => void;
}): ReactElement {
  const [selected, setSelected] = useState<string>();
  const key = ({ gcId, at }: Collection): string => `${gcId} ${at}`;
  return (
    <Table
      label="Garbage collections"
      columns={COLLECTION_COLUMNS}
      rows={props.rows}
      rowKey={key}
      selectedKey={selected}
      onSelect={(row) => setSelected(key(row))}
      rowMenu={({ at }) => [
        {
          id: 'before',
          title: 'Show what ran in the second before it',
          onSelect: () => props.onShow(Math.max(0, at - 1000), at),
        },
      ]}
      defaultSort={{ column: 'pause', direction: 'descending' }}
    />
  );
}
