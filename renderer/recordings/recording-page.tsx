import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, type ReactElement } from 'react';

import { toAppError, type RecordingState } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { go, type RecordingTab } from '../place/index.ts';
import { Problem, streamProblem } from '../problems/index.ts';
import { Busy, Button, formatBytes, Progress } from '../ui/index.ts';
import { formatCount } from './format-figures.ts';
import { RecordingHeader } from './recording-header.tsx';
import {
  changedView,
  goToRecording,
  scopeOf,
  type RecordingSelection,
  type ViewChange,
} from './recording-selection.ts';
import { RecordingTabs } from './recording-tabs.tsx';
import { parseView } from './recording-view.ts';
import { RecordingFacts } from './tabs/recording-facts.tsx';
import { TimeLine } from './time-line.tsx';
import { openedKey } from './use-open-recording.ts';
import { useFollowing } from './use-following.ts';
import { useRecordingState } from './use-recent.ts';

export interface RecordingPageProps {
  readonly recording: string;
  readonly tab: RecordingTab;
  readonly detail: string | undefined;
}

/** Key it by the recording. */
export function RecordingPage({ recording, tab, detail }: RecordingPageProps): ReactElement {
  const api = useApi();
  const queries = useQueryClient();
  const view = useMemo(() => parseView(detail), [detail]);
  const opened = useQuery({
    queryKey: openedKey(recording),
    queryFn: () => api.recordings.open({ from: 'recent', recording }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const { recording: now, overview: first } = opened.data ?? {};
  useEffect(() => {
    // The file has changed since: it is another recording now.
    // Its threads have other numbers there.
    if (now !== undefined && now !== recording) {
      goToRecording(now, tab, changedView(view, { threads: undefined }), { replace: true });
    }
  }, [now, recording, tab, view]);
  const stream = useRecordingState(recording, now === recording);
  const { state, following } = useFollowing(recording, stream.value);
  // What is known of the JVM comes with the first events.
  const hasEvents = (state?.events ?? 0) > 0;
  const isReady = state?.phase === 'ready';
  const asked = useQuery({
    queryKey: ['recording', 'overview', recording, isReady, hasEvents],
    queryFn: ({ signal }) => api.recordings.overview({ recording }, { signal }),
    // The first one came with opening it, mostly; the core answers as soon as it has found the chunks.
    enabled: now === recording && (isReady || hasEvents || first === undefined),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const overview = asked.data ?? first;
  const change = useCallback(
    (next: ViewChange, nextTab?: RecordingTab) => {
      const isStep = nextTab !== undefined && nextTab !== tab;
      goToRecording(recording, nextTab ?? tab, changedView(view, next), { replace: !isStep });
    },
    [recording, tab, view],
  );
  const page = useMemo(
    (): RecordingSelection | undefined =>
      overview && { recording, overview, view, tab, scope: scopeOf(recording, view), change },
    [recording, overview, view, tab, change],
  );

  const error = opened.error ?? streamProblem(stream.error) ?? asked.error ?? state?.problem;
  if (error !== undefined && page === undefined) {
    return (
      <div className="recording-message">
        <Problem
          error={error instanceof Error ? toAppError(error) : error}
          onRetry={() => {
            void opened.refetch();
            stream.restart();
          }}
          actions={[{ id: 'all', title: 'All recordings', onPress: () => go({ recordings: {} }) }]}
        />
      </div>
    );
  }
  if (page === undefined) {
    return (
      <div className="recording-message">
        <Busy what="Opening the recording" onCancel={() => go({ recordings: {} })} />
      </div>
    );
  }
  return (
    <article className="recording-page" aria-label={`Recording ${page.overview.index.fileName}`}>
      <div className="recording-top">
        <RecordingHeader
          page={page}
          following={following}
          onReadOn={() => {
            // Opened anew: the file as it is now is another recording.
            void api.recordings
              .close({ recording })
              .catch(() => undefined)
              .then(() => opened.refetch());
          }}
        />
        {isReady || state === undefined ? undefined : (
          <Reading
            state={state}
            onCancel={() => {
              // It stays among the recent ones, and can be opened again.
              api.recordings.close({ recording }).catch(() => undefined);
              queries.removeQueries({ queryKey: openedKey(recording) });
              go({ recordings: {} });
            }}
          />
        )}
        <TimeLine page={page} isReady={isReady} />
      </div>
      {isReady ? (
        <RecordingTabs page={page} />
      ) : (
        <div className="stands-out">
          <p className="recording-message">The answers come as soon as the whole file has been read.</p>
          <RecordingFacts overview={page.overview} />
        </div>
      )}
    </article>
  );
}

function Reading({ state, onCancel }: { readonly state: RecordingState; readonly onCancel: () => void }): ReactElement {
  const { doneBytes, totalBytes, events, problem } = state;
  if (problem !== undefined) return <Problem error={problem} />;
  return (
    <div className="recording-reading">
      <Progress
        label="Reading"
        fraction={totalBytes === 0 ? undefined : doneBytes / totalBytes}
        detail={`${formatBytes(doneBytes)} of ${formatBytes(totalBytes)} · ${formatCount(events)} events`}
      />
      <Button size="small" onPress={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
