import { useMemo, useState, type ReactElement } from 'react';

import type {
  AvailableSource,
  GroupedWeights,
  WeightGroup,
  WeightRow,
  WeightSource,
} from '../../../preload/contract/index.ts';
import { formatBytes, InertText, SegmentedControl, Table, type MenuEntry, type TableColumn } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { formatAmount, formatCount, formatSpan, formatWeight } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { ShareBar } from '../share-bar.tsx';
import { TabBar } from '../tab-bar.tsx';
import { useAnswer } from '../use-answer.ts';
import { weightMenu } from './weight-menu.ts';
import { NothingRecorded } from './nothing-recorded.tsx';
import { chosenSource, SourceChoice, sourcesOf } from './source-choice.tsx';

export interface WeightsTabProps {
  readonly page: RecordingSelection;
  readonly title: string;
  readonly sources: readonly WeightSource[];
  readonly empty: { readonly title: string; readonly what: string; readonly option?: string };
}

const LIMIT = 2000;

const GROUP_TITLES: Readonly<Record<WeightGroup, string>> = {
  thread: 'Thread',
  class: 'Class',
  method: 'Method',
  caller: 'Caller',
  owner: 'Owner',
  host: 'Host',
  path: 'Path',
  message: 'Message',
  state: 'State',
};

/** Weights of one kind of event, by what one chooses: allocation, locks, exceptions, I/O. */
export function WeightsTab({ page, title, sources, empty }: WeightsTabProps): ReactElement {
  const { view, overview, change } = page;
  const available = sourcesOf(overview.sources, sources);
  const source = chosenSource(available, view.of);
  if (source === undefined) return <NothingRecorded {...empty} isPart={false} />;
  return (
    <SourceWeights
      key={source.of}
      page={page}
      title={title}
      source={source}
      choice={<SourceChoice sources={available} value={source.of} onChange={(of) => change({ of })} />}
    />
  );
}

function SourceWeights(props: {
  readonly page: RecordingSelection;
  readonly title: string;
  readonly source: AvailableSource;
  readonly choice: ReactElement;
}): ReactElement {
  const { page, title, source, choice } = props;
  const [chosen, setGroup] = useState<WeightGroup>();
  const by = chosen ?? source.groups[0] ?? 'thread';
  const { scope, view } = page;
  const weights = useAnswer(['weights', scope, source.of, by], (api, signal) =>
    api.recordings.weights({ ...scope, of: source.of, by, limit: LIMIT }, { signal }),
  );
  const search = view.search ?? '';
  return (
    <div className="recording-tab">
      <Answer query={weights} what={`Counting ${title.toLowerCase()}`}>
        {(data) => {
          const rows = filterRows(data, search);
          return (
            <>
              <TabBar
                fileName={`${title.toLowerCase().replace(/\W+/g, '-')}-by-${data.by}-${page.overview.index.fileName}`}
                filter={{
                  label: `Filter by ${GROUP_TITLES[data.by].toLowerCase()}`,
                  value: search,
                  onChange: (value) => page.change({ search: value === '' ? undefined : value }),
                  suffix: search === '' ? undefined : `${rows.length} of ${data.rows.length}`,
                }}
                table={() => ({
                  columns: [data.by, 'events', data.unit, 'largest'],
                  rows: rows.map((row) => [row.label, row.events, row.weight, row.largest]),
                })}
                end={
                  <span className="recording-count">
                    {formatWeight(data.total, data.unit)}
                    {data.unit === 'events' ? '' : ` in ${formatWeight(data.events, 'events')}`}
                  </span>
                }
              >
                {choice}
                <SegmentedControl
                  label="Grouped by"
                  value={by}
                  onChange={setGroup}
                  options={source.groups.map((group) => ({ id: group, title: GROUP_TITLES[group] }))}
                />
              </TabBar>
              <WeightTable page={page} source={source} data={data} rows={rows} />
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function filterRows({ rows }: GroupedWeights, search: string): readonly WeightRow[] {
  const wanted = search.toLowerCase();
  return wanted === '' ? rows : rows.filter(({ label }) => label.toLowerCase().includes(wanted));
}

function WeightTable(props: {
  readonly page: RecordingSelection;
  readonly source: AvailableSource;
  readonly data: GroupedWeights;
  readonly rows: readonly WeightRow[];
}): ReactElement {
  const { page, source, data, rows } = props;
  const [selected, setSelected] = useState<string>();
  const columns = useMemo(() => weightColumns(data), [data]);
  const menu = (row: WeightRow): readonly MenuEntry[] => weightMenu(page, source.of, data.by, row);
  return (
    <div className="recording-fill">
      <Table
        label={`${source.label} by ${GROUP_TITLES[data.by].toLowerCase()}`}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        selectedKey={selected}
        onSelect={(row) => setSelected(rowKey(row))}
        onAction={(row) => {
          const [first] = menu(row);
          if (first !== undefined && first !== 'separator') first.onSelect();
        }}
        rowMenu={menu}
        defaultSort={{ column: 'weight', direction: 'descending' }}
        empty={
          <NothingRecorded
            title="Nothing here"
            what={page.view.search === undefined ? 'Nothing was counted.' : 'Nothing is called so.'}
            isPart={page.view.range !== undefined || page.view.threads !== undefined}
          />
        }
      />
    </div>
  );
}

function rowKey({ label, thread }: WeightRow): string {
  return `${thread ?? ''} ${label}`;
}

function weightColumns({ by, unit, total, rows }: GroupedWeights): readonly TableColumn<WeightRow>[] {
  const amount = (
    id: string,
    title: string,
    valueOf: (row: WeightRow) => number | undefined,
    text: (value: number) => string,
  ): TableColumn<WeightRow> => ({
    id,
    title,
    width: '96px',
    align: 'end',
    startsDescending: true,
    cell: (row) => {
      const value = valueOf(row);
      return value === undefined ? '' : text(value);
    },
    sortValue: valueOf,
  });
  const hasPercentiles = rows.some(({ percentiles }) => percentiles !== undefined);
  const hasBytes = rows.some(({ bytes }) => bytes !== undefined);
  const isCount = unit === 'events' || unit === 'samples';
  return [
    {
      id: 'label',
      title: GROUP_TITLES[by],
      width: 'minmax(240px, 1fr)',
      isMono: by === 'path' || by === 'host',
      cell: ({ label }) => (
        <span className="ui-grid-text" title={label}>
          {label === '' ? <em>unknown</em> : <InertText text={label} />}
        </span>
      ),
      sortValue: ({ label }) => label,
    },
    {
      id: 'weight',
      title: unit === 'bytes' ? 'Bytes' : unit === 'milliseconds' ? 'Time' : 'Count',
      width: '200px',
      align: 'end',
      startsDescending: true,
      cell: (row) => <ShareBar share={total === 0 ? 0 : row.weight / total} text={formatAmount(row.weight, unit)} />,
      sortValue: (row) => row.weight,
    },
    ...(isCount
      ? []
      : [
          amount('events', 'Events', (row) => row.events, formatCount),
          amount(
            'largest',
            'Largest',
            (row) => row.largest,
            (value) => formatAmount(value, unit),
          ),
        ]),
    ...(hasBytes ? [amount('bytes', 'Bytes', (row) => row.bytes, formatBytes)] : []),
    ...(hasPercentiles
      ? [
          amount('p50', 'Median', (row) => row.percentiles?.[0], formatSpan),
          amount('p90', '90 %', (row) => row.percentiles?.[1], formatSpan),
          amount('p99', '99 %', (row) => row.percentiles?.[2], formatSpan),
        ]
      : []),
  ];
}
