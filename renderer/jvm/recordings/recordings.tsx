import { useState, type ReactElement } from 'react';

import { toAppError, type ProcessRef } from '../../../preload/contract/index.ts';
import { useActions } from '../../commands/index.ts';
import { DeleteFiles, filesPlace, useDownload } from '../../files/index.ts';
import { go } from '../../place/index.ts';
import { Busy, Button, Disc, EmptyState, ErrorNotice, IconButton, RefreshCw, useSecond } from '../../ui/index.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { DumpDialog } from './dump-dialog.tsx';
import { FoundRecordings } from './found-recordings.tsx';
import { OpenCopyState } from './open-copy-state.tsx';
import { RecordingTable, type RecordingActions } from './recording-table.tsx';
import { recordingRows } from './recording-rows.ts';
import { StartDialog } from './start-dialog.tsx';
import { useOpenCopy } from './use-open-copy.ts';
import { useChangeRecording, useRecordings, type RecordingChange } from './use-recordings.ts';

type Opened =
  | { readonly what: 'start' }
  | { readonly what: 'dump' | 'discard'; readonly name: string; readonly path: string | undefined }
  | { readonly what: 'delete'; readonly path: string };

const FAILED: Readonly<Record<RecordingChange['kind'], string>> = {
  start: 'The recording was not started.',
  stop: 'The recording was not stopped.',
  discard: 'The recording was not discarded.',
  dump: 'Nothing was dumped.',
};

export function Recordings({ process }: { readonly process: ProcessRef }): ReactElement {
  const recordings = useRecordings(process);
  const changing = useChangeRecording(process);
  const downloads = useDownload();
  const opening = useOpenCopy(process);
  const [opened, setOpened] = useState<Opened>();
  const view = recordings.data;
  const now = useSecond(view?.recordings.some(({ state }) => state === 'running') === true);
  const rows = view === undefined ? [] : recordingRows(view, now);
  const close = (): void => setOpened(undefined);
  useActions([
    {
      id: 'jvm.record',
      title: 'Start a flight recording',
      section: 'Java',
      keywords: ['jfr', 'profile', 'JFR.start'],
      perform: () => setOpened({ what: 'start' }),
    },
  ]);
  const actions: RecordingActions = {
    onStop: ({ name, path }) =>
      changing.change({ kind: 'stop', name, path: path === undefined ? `/tmp/${name}.jfr` : undefined }),
    onDump: ({ name, path }) => setOpened({ what: 'dump', name, path }),
    onDiscard: ({ name, path }) => setOpened({ what: 'discard', name, path }),
    onOpen: opening.open,
    onShow: (path) => go(filesPlace(process, { container: process.container, pid: process.pid, path })),
    onDownload: (path) => downloads.download({ ...process, path }),
    onDelete: (path) => setOpened({ what: 'delete', path }),
  };
  return (
    <section className="jvm-view" aria-label="Flight recordings">
      <header>
        <h2>Flight recordings</h2>
        <IconButton
          size="small"
          icon={RefreshCw}
          label="Ask the JVM again"
          isBusy={recordings.isFetching && !recordings.isLoading}
          onPress={() => void recordings.refetch()}
        />
        <Button
          variant="primary"
          size="small"
          icon={Disc}
          isBusy={changing.pending === 'start'}
          onPress={() => setOpened({ what: 'start' })}
        >
          Start recording…
        </Button>
      </header>
      {changing.failed === undefined ? undefined : (
        <ErrorNotice
          title={FAILED[changing.failed.kind]}
          fact={changing.failed.error.message}
          onDismiss={changing.dismiss}
        />
      )}
      {downloads.problem === null ? undefined : (
        <ErrorNotice
          title="The download did not start."
          fact={downloads.problem.message}
          onDismiss={downloads.dismiss}
        />
      )}
      <OpenCopyState opening={opening} />
      {recordings.error === null ? undefined : (
        <ErrorNotice
          title="The JVM did not list its recordings."
          fact={toAppError(recordings.error).message}
          actions={[{ id: 'retry', title: 'Ask again', onPress: () => void recordings.refetch() }]}
        />
      )}
      {recordings.isLoading ? <Busy what="Asking the JVM for its recordings" /> : undefined}
      {changing.pending === undefined ? undefined : (
        <Busy key={changing.pending} what={`Waiting for the JVM: ${changing.pending}`} />
      )}
      {view !== undefined && rows.length === 0 ? (
        <EmptyState icon={Disc} title="Nothing is being recorded">
          <p>A recording costs one or two per cent and shows where time, memory and locks go.</p>
        </EmptyState>
      ) : undefined}
      {rows.length === 0 ? undefined : (
        <RecordingTable rows={rows} isBusy={changing.pending !== undefined} actions={actions} />
      )}
      <FoundRecordings process={process} known={rows} actions={actions} />
      {opened?.what === 'start' ? (
        <StartDialog
          process={process}
          taken={rows.map(({ name }) => name)}
          onClose={close}
          onStart={(request) => {
            close();
            changing.change({ kind: 'start', request });
          }}
        />
      ) : undefined}
      {opened?.what === 'dump' ? (
        <DumpDialog
          process={process}
          name={opened.name}
          path={opened.path}
          onClose={close}
          onDump={(path, lastSeconds) => {
            close();
            changing.change({ kind: 'dump', name: opened.name, path, lastSeconds });
          }}
        />
      ) : undefined}
      {opened?.what === 'discard' ? (
        <DiscardDialog
          process={process}
          name={opened.name}
          onClose={close}
          onDiscard={() => {
            close();
            changing.change({ kind: 'discard', name: opened.name });
          }}
        />
      ) : undefined}
      {opened?.what === 'delete' ? (
        <DeleteFiles
          doomed={[{ file: { ...process, path: opened.path }, isDirectory: false }]}
          application={`process ${process.pid}`}
          onClose={close}
          onDeleted={() => void recordings.refetch()}
        />
      ) : undefined}
    </section>
  );
}
