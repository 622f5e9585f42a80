import { useMemo, useState, type ReactElement } from 'react';

import type { ThreadRow, ThreadTable } from '../../../preload/contract/index.ts';
import { Badge, formatBytes, InertText, SegmentedControl, Table, type TableColumn } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { formatCount, formatShare, formatSpan } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { TabBar } from '../tab-bar.tsx';
import { useAnswer } from '../use-answer.ts';
import { Lifelines } from './lifelines.tsx';
import { NothingRecorded } from './nothing-recorded.tsx';
import { threadMenu } from './thread-menu.ts';

/** What each thread did, as figures or along the time. */
export function ThreadsTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { scope, view } = page;
  const [shown, setShown] = useState<'table' | 'lines'>('table');
  const threads = useAnswer(['threads', scope], (api, signal) => api.recordings.threads(scope, { signal }));
  const search = view.search ?? '';
  return (
    <div className="recording-tab">
      <Answer query={threads} what="Reading threads">
        {(data) => {
          const rows = data.threads.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
          return (
            <>
              <TabBar
                fileName={`threads-${page.overview.index.fileName}`}
                filter={{
                  label: 'Filter threads',
                  value: search,
                  onChange: (value) => page.change({ search: value === '' ? undefined : value }),
                  suffix: search === '' ? undefined : `${rows.length} of ${data.threads.length}`,
                }}
                table={() => textOf(rows)}
                end={<VirtualThreads data={data} />}
              >
                <SegmentedControl
                  label="Shown as"
                  value={shown}
                  onChange={setShown}
                  options={[
                    { id: 'table', title: 'Figures' },
                    { id: 'lines', title: 'Over time' },
                  ]}
                />
              </TabBar>
              <div className="recording-fill">
                {shown === 'table' ? (
                  <ThreadFigures page={page} rows={rows} />
                ) : (
                  <Lifelines page={page} threads={rows} />
                )}
              </div>
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function VirtualThreads({ data }: { readonly data: ThreadTable }): ReactElement | undefined {
  const { threads, pinned, pinnedMs } = data.virtual;
  if (threads === 0) return undefined;
  return (
    <span className="recording-count">
      {formatCount(threads)} virtual threads
      {pinned === 0 ? '' : `, pinned ${formatCount(pinned)} times for ${formatSpan(pinnedMs)}`}
    </span>
  );
}

type Span = 'blockedMs' | 'waitingMs' | 'parkedMs' | 'sleepingMs' | 'ioMs' | 'pinnedMs';
const SPANS: Readonly<Record<Span, string>> = {
  blockedMs: 'Blocked',
  waitingMs: 'Waiting',
  parkedMs: 'Parked',
  sleepingMs: 'Sleeping',
  ioMs: 'I/O',
  pinnedMs: 'Pinned',
};

function ThreadFigures({
  page,
  rows,
}: {
  readonly page: RecordingSelection;
  readonly rows: readonly ThreadRow[];
}): ReactElement {
  const [selected, setSelected] = useState<string>();
  const columns = useMemo(() => threadColumns(rows), [rows]);
  const key = ({ thread }: ThreadRow): string => String(thread);
  return (
    <Table
      label="Threads"
      columns={columns}
      rows={rows}
      rowKey={key}
      selectedKey={selected}
      onSelect={(row) => setSelected(key(row))}
      onAction={({ thread }) => page.change({ threads: [thread] }, 'flameGraph')}
      rowMenu={({ thread }) => threadMenu(page, thread)}
      defaultSort={{ column: 'cpuSamples', direction: 'descending' }}
      empty={
        <NothingRecorded
          title="No thread"
          what={page.view.search === undefined ? 'Nothing was recorded of any thread.' : 'No thread is called so.'}
          isPart={page.view.range !== undefined || page.view.threads !== undefined}
        />
      }
    />
  );
}

function threadColumns(rows: readonly ThreadRow[]): readonly TableColumn<ThreadRow>[] {
  const optional = (
    id: string,
    title: string,
    valueOf: (row: ThreadRow) => number | undefined,
    text: (value: number) => string,
    hint?: string,
  ): readonly TableColumn<ThreadRow>[] => {
    // A column without a figure in any row says nothing.
    if (!rows.some((row) => (valueOf(row) ?? 0) !== 0)) return [];
    const column: TableColumn<ThreadRow> = {
      id,
      title,
      width: '88px',
      align: 'end',
      startsDescending: true,
      ...(hint === undefined ? {} : { hint }),
      cell: (row) => {
        const value = valueOf(row);
        return value === undefined || value === 0 ? '' : text(value);
      },
      sortValue: valueOf,
    };
    return [column];
  };
  return [
    {
      id: 'name',
      title: 'Thread',
      width: 'minmax(200px, 1fr)',
      cell: ({ name, virtual }) => (
        <>
          <span className="ui-grid-text" title={name}>
            {name === '' ? <em>without a name</em> : <InertText text={name} />}
          </span>
          {virtual ? <Badge>virtual</Badge> : undefined}
        </>
      ),
      sortValue: ({ name }) => name,
    },
    ...optional('cpuSamples', 'CPU', ({ cpuSamples }) => cpuSamples, formatCount, 'Samples in which it ran Java code'),
    ...optional(
      'native',
      'Native',
      ({ nativeSamples }) => nativeSamples,
      formatCount,
      'Samples in native code: mostly waiting',
    ),
    ...optional('cpu', 'Of a core', ({ cpu }) => cpu, formatShare, 'As the JVM measured it'),
    ...optional('allocated', 'Allocated', ({ allocatedBytes }) => allocatedBytes, formatBytes),
    ...(Object.keys(SPANS) as Span[]).flatMap((name) => optional(name, SPANS[name], (row) => row[name], formatSpan)),
    ...optional('java', 'Java id', ({ javaThreadId }) => javaThreadId, String),
    ...optional('os', 'OS id', ({ osThreadId }) => osThreadId, String),
  ];
}

function textOf(rows: readonly ThreadRow[]): { columns: string[]; rows: (string | number | null)[][] } {
  const spans = Object.keys(SPANS) as Span[];
  return {
    columns: ['name', 'javaThreadId', 'osThreadId', 'cpuSamples', 'nativeSamples', 'cpu', 'allocatedBytes', ...spans],
    rows: rows.map((row) => [
      row.name,
      row.javaThreadId ?? null,
      row.osThreadId ?? null,
      row.cpuSamples,
      row.nativeSamples,
      row.cpu ?? null,
      row.allocatedBytes ?? null,
      ...spans.map((name) => row[name]),
    ]),
  };
}
