import { useState, type ReactElement } from 'react';

import { toAppError, type ProcessRef } from '../../preload/contract/index.ts';
import { filesPlace, useDownload } from '../files/index.ts';
import { go } from '../place/index.ts';
import {
  ArrowDownToLine,
  Bug,
  Busy,
  Button,
  Disc,
  Download,
  EmptyState,
  ErrorNotice,
  FolderOpen,
  IconButton,
  InertText,
  RefreshCw,
  Square,
  StateDot,
  useSecond,
} from '../ui/index.ts';
import { recordingRows, type RecordingRow } from './recording-rows.ts';
import { limitsText } from './recording-words.ts';
import { StartDialog } from './start-dialog.tsx';
import { useChangeRecording, useRecordings } from './use-jvm.ts';
import { useStartedRecordings } from './use-started-recordings.ts';

export interface RecordingsProps {
  readonly process: ProcessRef;
  /** Why none can be started. */
  readonly refusal: string | undefined;
  /** The way on when none can. */
  readonly onDebug: () => void;
}

export function Recordings({ process, refusal, onDebug }: RecordingsProps): ReactElement {
  const recordings = useRecordings(process, refusal === undefined);
  const [started, addStarted] = useStartedRecordings(process);
  const change = useChangeRecording(process);
  const downloads = useDownload();
  const [isStarting, setStarting] = useState(false);
  const listed = recordings.data ?? [];
  const now = useSecond(listed.some(({ state }) => state === 'running'));
  const rows = recordingRows(listed, recordings.data === undefined ? [] : started, now);
  const start = (
    <Button
      variant="primary"
      size="small"
      icon={Disc}
      disabledReason={refusal}
      isBusy={change.isPending && change.variables.kind === 'start'}
      onPress={() => setStarting(true)}
    >
      Start recording…
    </Button>
  );
  return (
    <section className="jvm-recordings" aria-label="Flight recordings">
      <header>
        <h3>Flight recordings</h3>
        <IconButton
          size="small"
          icon={RefreshCw}
          label="Ask the JVM again"
          disabledReason={refusal}
          isBusy={recordings.isFetching && !recordings.isLoading}
          onPress={() => void recordings.refetch()}
        />
        {start}
      </header>
      {change.error === null ? undefined : (
        <ErrorNotice
          title={failureTitle(change.variables.kind)}
          fact={toAppError(change.error).message}
          onDismiss={() => change.reset()}
        />
      )}
      {downloads.problem === null ? undefined : (
        <ErrorNotice
          title="The download did not start."
          fact={downloads.problem.message}
          onDismiss={downloads.dismiss}
        />
      )}
      {recordings.error === null ? undefined : (
        <ErrorNotice
          title="The JVM did not list its recordings."
          fact={toAppError(recordings.error).message}
          actions={[{ id: 'retry', title: 'Ask again', onPress: () => void recordings.refetch() }]}
        />
      )}
      {refusal === undefined ? undefined : (
        <EmptyState
          icon={Disc}
          title="Nothing can be recorded from here"
          actions={
            <Button icon={Bug} onPress={onDebug}>
              Debug with a newer JDK…
            </Button>
          }
        >
          <p>
            <InertText text={refusal} />
          </p>
        </EmptyState>
      )}
      {recordings.isLoading ? <Busy what="Asking the JVM for its recordings" /> : undefined}
      {recordings.data !== undefined && rows.length === 0 ? (
        <EmptyState icon={Disc} title="Nothing is being recorded">
          <p>A recording costs one or two per cent and shows where time, memory and locks go.</p>
        </EmptyState>
      ) : undefined}
      {rows.length === 0 ? undefined : (
        <table className="jvm-table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">State</th>
              <th scope="col">Limits</th>
              <th scope="col">File</th>
              <th scope="col">
                <span className="jvm-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.key}
                row={row}
                isBusy={change.isPending}
                onChange={(kind) => change.mutate({ kind, name: row.name, path: row.path ?? `/tmp/${row.name}.jfr` })}
                onShow={(path) => go(filesPlace(process, { container: process.container, pid: process.pid, path }))}
                onDownload={(path) => downloads.download({ ...process, path })}
              />
            ))}
          </tbody>
        </table>
      )}
      {isStarting ? (
        <StartDialog
          process={process}
          existing={listed}
          onClose={() => setStarting(false)}
          onStart={(request) => {
            setStarting(false);
            change.mutate(
              { kind: 'start', request },
              {
                onSuccess: () =>
                  addStarted({
                    name: request.name,
                    path: request.path,
                    startedAt: Date.now(),
                    durationSeconds: request.durationSeconds,
                  }),
              },
            );
          }}
        />
      ) : undefined}
    </section>
  );
}

function failureTitle(kind: 'start' | 'stop' | 'dump'): string {
  return {
    start: 'The recording was not started.',
    stop: 'The recording was not stopped.',
    dump: 'Nothing was dumped.',
  }[kind];
}

function Row(props: {
  readonly row: RecordingRow;
  readonly isBusy: boolean;
  readonly onChange: (kind: 'stop' | 'dump') => void;
  readonly onShow: (path: string) => void;
  readonly onDownload: (path: string) => void;
}): ReactElement {
  const { row, isBusy, onChange, onShow, onDownload } = props;
  const { path } = row;
  const busy = isBusy ? 'The JVM is being asked already.' : undefined;
  const notWritten = row.isFinished
    ? undefined
    : 'It is written when the recording ends; Dump writes what there is now.';
  return (
    <tr>
      <th scope="row">
        <InertText text={row.name} />
      </th>
      <td>
        <span className="jvm-state">
          <StateDot state={row.state} label={row.stateText} size={12} />
          {row.stateText}
        </span>
      </td>
      <td>{row.recording === undefined ? '' : limitsText(row.recording)}</td>
      <td className="jvm-path">
        {path === undefined ? (
          ''
        ) : (
          <code>
            <InertText text={path} />
          </code>
        )}
      </td>
      <td className="jvm-actions">
        {row.isRunning ? (
          <>
            <IconButton
              size="small"
              icon={ArrowDownToLine}
              label="Dump what there is now"
              disabledReason={busy}
              onPress={() => onChange('dump')}
            />
            <IconButton
              size="small"
              icon={Square}
              label="Stop and write the file"
              disabledReason={busy}
              onPress={() => onChange('stop')}
            />
          </>
        ) : undefined}
        {path === undefined ? undefined : (
          <>
            <IconButton size="small" icon={FolderOpen} label="Show in files" onPress={() => onShow(path)} />
            <IconButton
              size="small"
              icon={Download}
              label="Download"
              disabledReason={notWritten}
              onPress={() => onDownload(path)}
            />
          </>
        )}
      </td>
    </tr>
  );
}
