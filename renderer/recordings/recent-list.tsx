import { useRef, type ReactElement } from 'react';

import type { RecentRecording } from '../../preload/contract/index.ts';
import { useApi, useHandOver } from '../bridge/index.ts';
import { go } from '../place/index.ts';
import { streamProblem, Problem } from '../problems/index.ts';
import {
  Button,
  Disc,
  EmptyState,
  FolderOpen,
  formatBytes,
  InertText,
  Progress,
  RelativeTime,
  Table,
  type MenuEntry,
  type TableColumn,
} from '../ui/index.ts';
import { formatSpan } from './format-figures.ts';
import { goneReason, recordingMenu } from './recording-menu.ts';
import { useRecordings } from './recordings-provider.tsx';
import { useMissionControl } from './use-mission-control.ts';
import { useRecent } from './use-recent.ts';
import './recent-list.css';

/** The recordings of this machine, the newest first. */
export function RecentList({ selected }: { readonly selected: string }): ReactElement {
  const api = useApi();
  const opening = useRecordings();
  const recent = useRecent();
  const handing = useHandOver();
  const missionControl = useMissionControl();
  const error = streamProblem(recent.error);
  const show = ({ recording, open }: RecentRecording): void => {
    if (open) go({ recordings: { recording, tab: 'overview' } });
    else opening.open({ from: 'recent', recording });
  };
  const menu = (row: RecentRecording): readonly MenuEntry[] =>
    recordingMenu(row, {
      handing,
      onShow: () => show(row),
      onMissionControl: () => handing.attempt(missionControl.open(row.recording)),
      missionControlProblem: missionControl.problem,
      // The list comes anew when it is done; a refusal leaves it as it is.
      onForget: () => void api.recordings.forget({ recording: row.recording }).catch(() => undefined),
    });
  return (
    <section className="recent" aria-label="Recordings">
      <header>
        <h2>Recordings</h2>
        <OpenButton />
      </header>
      {opening.problem === undefined ? undefined : <Problem error={opening.problem} onDismiss={opening.dismiss} />}
      {opening.received === undefined ? undefined : (
        <div className="recent-progress">
          <Progress label="Taking the file" fraction={opening.received} />
        </div>
      )}
      {handing.problem === undefined ? undefined : <Problem error={handing.problem} onDismiss={handing.dismiss} />}
      {error === undefined ? undefined : <Problem error={error} onRetry={() => recent.restart()} />}
      <div className="recording-fill">
        <Table
          label="Recent recordings"
          columns={COLUMNS}
          rows={recent.value ?? NONE}
          rowKey={key}
          selectedKey={selected}
          onSelect={(row) => {
            if (row.recording !== selected && refusal(row) === undefined) show(row);
          }}
          rowMenu={menu}
          empty={
            recent.value === undefined ? undefined : (
              <EmptyState icon={Disc} title="No recording yet">
                <p>Record a JVM in a pod’s Java tab, open a .jfr file, or drop one on the window.</p>
              </EmptyState>
            )
          }
        />
      </div>
    </section>
  );
}

const NONE: readonly RecentRecording[] = [];

function key({ recording }: RecentRecording): string {
  return recording;
}

function refusal(row: RecentRecording): string | undefined {
  return row.open ? undefined : goneReason(row);
}

const COLUMNS: readonly TableColumn<RecentRecording>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="recent-name" title={hint(row)} data-gone={refusal(row) === undefined ? undefined : ''}>
        <Disc size={14} aria-hidden />
        <span className="ui-grid-text">
          <InertText text={row.fileName} />
        </span>
      </span>
    ),
    sortValue: ({ fileName }) => fileName,
  },
  {
    id: 'size',
    title: 'Size',
    width: '68px',
    align: 'end',
    startsDescending: true,
    cell: ({ sizeBytes }) => formatBytes(sizeBytes),
    sortValue: ({ sizeBytes }) => sizeBytes,
  },
  {
    id: 'opened',
    title: 'Age',
    hint: 'Since it was opened last',
    width: '64px',
    align: 'end',
    startsDescending: true,
    cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
    sortValue: ({ openedAt }) => Date.parse(openedAt),
  },
];

function hint(row: RecentRecording): string {
  const origin = { transfer: 'fetched from a pod', path: 'a file of this machine', received: 'given to this page' }[
    row.from
  ];
  return [
    row.fileName,
    row.path,
    origin,
    row.durationMs === undefined ? undefined : formatSpan(row.durationMs),
    row.jvm,
    row.sha256 === undefined ? undefined : `sha256 ${row.sha256}`,
    refusal(row),
  ]
    .filter(Boolean)
    .join('\n');
}

/** The system's dialog where the host has one, otherwise the browser's. */
export function OpenButton({ isPrimary = false }: { readonly isPrimary?: boolean }): ReactElement {
  const { choose, openFile } = useRecordings();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size={isPrimary ? 'normal' : 'small'}
        variant={isPrimary ? 'primary' : 'default'}
        icon={FolderOpen}
        onPress={choose ?? (() => field.current?.click())}
      >
        Open…
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        accept=".jfr,.gz,.zip,.lz4"
        aria-label="A recording to open"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) openFile(file);
        }}
      />
    </>
  );
}
