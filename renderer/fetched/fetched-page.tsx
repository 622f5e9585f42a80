import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';

import { useApi, useHandOver } from '../bridge/index.ts';
import { useSaveTransfer, useTransfers } from '../files/index.ts';
import { go } from '../place/index.ts';
import { Problem, streamProblem } from '../problems/index.ts';
import { OpenButton, useMissionControl, useRecent, useRecordings } from '../recordings/index.ts';
import { Disc, EmptyState, ErrorNotice, Progress, Search, SegmentedControl, Table, TextField } from '../ui/index.ts';
import { fetchedColumns } from './fetched-columns.tsx';
import { FetchedDetails } from './fetched-details.tsx';
import { fetchedRows, matches, type FetchedRow } from './fetched-files.ts';
import { fetchedMenu, type FetchedMenuEvents } from './fetched-menu.ts';
import './fetched.css';

type Shown = 'all' | 'recording' | 'dump' | 'other';

const SHOWN: readonly { readonly id: Shown; readonly title: string }[] = [
  { id: 'all', title: 'All' },
  { id: 'recording', title: 'Recordings' },
  { id: 'dump', title: 'Dumps' },
  { id: 'other', title: 'Others' },
];

const NEWEST_FIRST = { column: 'at', direction: 'descending' } as const;
const keyOf = ({ key }: FetchedRow): string => key;

/** Every file that was fetched, and every recording that was opened here. */
export function FetchedPage(): ReactElement {
  const api = useApi();
  const opening = useRecordings();
  const recent = useRecent();
  const { transfers, problem: transfersProblem } = useTransfers();
  const handing = useHandOver();
  const saving = useSaveTransfer();
  const missionControl = useMissionControl();
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [selected, setSelected] = useState<string>();
  const wanted = useDeferredValue(filter);
  const isKnown = recent.value !== undefined && transfers !== undefined;
  const all = useMemo(() => fetchedRows(recent.value ?? [], transfers ?? []), [recent.value, transfers]);
  const rows = useMemo(() => all.filter((row) => isShown(row, shown) && matches(row, wanted)), [all, shown, wanted]);
  const row = rows.find(({ key }) => key === selected);

  const show = ({ recording, transfer, kind, gone }: FetchedRow): void => {
    if (recording?.open === true) go({ recordings: { recording: recording.recording, tab: 'overview' } });
    else if (gone !== undefined || kind !== 'recording') return;
    else if (recording !== undefined) opening.open({ from: 'recent', recording: recording.recording });
    else if (transfer !== undefined) opening.open({ from: 'transfer', transfer: transfer.id });
  };
  const events: FetchedMenuEvents = {
    recording: { handing, missionControlProblem: missionControl.problem },
    saving,
    revealProblem: handing.lacks.reveal,
    onShow: show,
    onMissionControl: (recording) => handing.attempt(missionControl.open(recording)),
    onForget: (recording) => handing.attempt(api.recordings.forget({ recording })),
    onDiscard: (transfer) => handing.attempt(api.files.discard({ transfer })),
  };
  const columns = fetchedColumns({
    onPrepareDrag: ({ transfer, gone }) => {
      if (transfer !== undefined && gone === undefined) saving.prepareDrag(transfer);
    },
    onDrag: ({ transfer, recording }, event) => {
      if (transfer !== undefined) saving.drag([transfer], event);
      else {
        event.preventDefault();
        if (recording !== undefined && handing.lacks.drag === undefined) handing.drag([recording]);
      }
    },
  });
  const error = streamProblem(recent.error);
  const problem = opening.problem ?? handing.problem;
  const dismiss = (): void => {
    opening.dismiss();
    handing.dismiss();
  };
  return (
    <main className="fetched" aria-label="Recordings and fetched files">
      <header className="fetched-head">
        <h1>Recordings and fetched files</h1>
        <TextField
          label="Filter"
          isLabelHidden
          type="search"
          icon={Search}
          placeholder="Filter: name, pod, path, hash"
          value={filter}
          onChange={setFilter}
          onEscape={() => setFilter('')}
        />
        <SegmentedControl<Shown> label="Which files" options={SHOWN} value={shown} onChange={setShown} />
        <span className="fetched-count" role="status">
          {rows.length === all.length ? String(all.length) : `${String(rows.length)} of ${String(all.length)}`}
        </span>
        <OpenButton />
      </header>
      {problem === undefined ? undefined : <Problem error={problem} onDismiss={dismiss} />}
      {saving.problem === undefined ? undefined : <ErrorNotice title="That did not work." fact={saving.problem} />}
      {error === undefined ? undefined : <Problem error={error} onRetry={() => recent.restart()} />}
      {transfersProblem === undefined ? undefined : (
        <ErrorNotice title="The copies cannot be listed." fact={transfersProblem} />
      )}
      {opening.received === undefined ? undefined : <Progress label="Taking the file" fraction={opening.received} />}
      <div className="fetched-table">
        <Table
          label="Recordings and fetched files"
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          defaultSort={NEWEST_FIRST}
          selectedKey={selected}
          onSelect={({ key }) => setSelected(key)}
          onAction={show}
          rowMenu={(each) => fetchedMenu(each, events)}
          empty={isKnown ? <Nothing isFiltered={all.length > 0} /> : undefined}
        />
      </div>
      {row === undefined ? undefined : <FetchedDetails row={row} actions={fetchedMenu(row, events)} />}
    </main>
  );
}

function isShown({ kind }: FetchedRow, shown: Shown): boolean {
  if (shown === 'all') return true;
  if (shown === 'dump') return kind === 'heapDump' || kind === 'threadDump';
  return shown === 'recording' ? kind === 'recording' : kind === 'folder' || kind === 'other';
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }): ReactElement {
  if (isFiltered) return <EmptyState icon={Search} title="Nothing matches the filter" />;
  return (
    <EmptyState icon={Disc} title="Nothing was fetched yet" actions={<OpenButton isPrimary />}>
      <p>
        Files and folders that you download from a pod’s Files tab come here, and recordings and heap dumps of its Java
        tab. A <code>.jfr</code> file of this machine can be opened, or dropped on the window.
      </p>
    </EmptyState>
  );
}
