import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { AppError, RecordingState } from '../../preload/contract/index.ts';
import { useLatest } from '../bridge/index.ts';
import { streamProblem } from '../problems/index.ts';
import { openedKey } from './use-open-recording.ts';

export interface Following {
  /** The recording is still being written, and is read again as it grows. */
  readonly isOn: boolean;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Why it cannot be. */
  readonly problem: AppError | undefined;
}

/**
 * Follows a recording that is still being written while its page is open. Nothing of the page begins anew: what was answered
 * is asked again, and stays on screen until the new answer is there.
 */
export function useFollowing(
  recording: string,
  read: RecordingState | undefined,
): { readonly state: RecordingState | undefined; readonly following: Following | undefined } {
  const queries = useQueryClient();
  const [isPaused, setPaused] = useState(false);
  const wasGrowing = isGrowing(read);
  const stream = useLatest(
    `recordings/follow/${recording}`,
    wasGrowing && !isPaused ? (api, signal) => api.recordings.follow({ recording }, { signal }) : undefined,
  );
  const state = stream.value ?? read;
  const readings = state?.readings ?? 0;
  useEffect(() => {
    if (readings < 2) return;
    const opened = JSON.stringify(openedKey(recording));
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => {
        const key = JSON.stringify(queryKey);
        return key.includes(recording) && key !== opened;
      },
    });
  }, [queries, recording, readings]);
  if (!isGrowing(state)) return { state, following: undefined };
  const problem = streamProblem(stream.error);
  return {
    state,
    following: {
      isOn: !isPaused && problem === undefined,
      pause: () => setPaused(true),
      resume: () => {
        setPaused(false);
        stream.restart();
      },
      problem,
    },
  };
}

function isGrowing(state: RecordingState | undefined): boolean {
  return state?.phase === 'ready' && state.index?.state === 'growing';
}
