import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

import type { ProcessRef } from '../../preload/contract/index.ts';
import type { StartedRecording } from './recording-words.ts';

const NONE: readonly StartedRecording[] = [];

/**
 * What this window has started in a JVM, kept while the window is open: a recording whose time is over is closed and no
 * longer listed by the JVM, though its file is what the person waits for.
 */
export function useStartedRecordings(
  process: ProcessRef,
): readonly [readonly StartedRecording[], (started: StartedRecording) => void] {
  const queries = useQueryClient();
  const key = JSON.stringify(process);
  const { data } = useQuery({
    queryKey: ['jvm', 'started', key],
    queryFn: () => queries.getQueryData<readonly StartedRecording[]>(['jvm', 'started', key]) ?? NONE,
    initialData: NONE,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const add = useCallback(
    (started: StartedRecording): void => {
      queries.setQueryData<readonly StartedRecording[]>(['jvm', 'started', key], (old = NONE) => [
        ...old.filter(({ name }) => name !== started.name),
        started,
      ]);
    },
    [key, queries],
  );
  return [data, add];
}
