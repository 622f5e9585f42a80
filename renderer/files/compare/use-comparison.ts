import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

import {
  toAppError,
  type AppError,
  type ComparedEntry,
  type ComparisonPart,
  type FileRef,
} from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import type { RootPlace } from '../files-place.ts';

export interface Comparison extends Omit<ComparisonPart, 'end'> {
  readonly entries: readonly ComparedEntry[];
  readonly end?: ComparisonPart['end'] | 'stopped';
}

export interface RunningComparison {
  /** What was found so far; it stays when the rest fails. */
  readonly found: Comparison | undefined;
  readonly problem: AppError | undefined;
  readonly isRunning: boolean;
  readonly stop: () => void;
  readonly again: () => void;
}

/** Runs while it is looked at. A finished one is kept for a while, so that going back from a file does not begin it anew. */
export function useComparison(here: FileRef, other: RootPlace): RunningComparison {
  const api = useApi();
  const client = useQueryClient();
  const stopping = useRef(new AbortController());
  const queryKey = ['files-comparison', here, other];
  const { data, error, isFetching, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Comparison> => {
      const stop = new AbortController();
      stopping.current = stop;
      let found: Comparison | undefined;
      let entries: readonly ComparedEntry[] = [];
      try {
        const parts = api.files.compare({ ...here, other }, { signal: AbortSignal.any([signal, stop.signal]) });
        for await (const part of parts) {
          entries = part.entries.length === 0 ? entries : [...entries, ...part.entries];
          found = { ...part, entries };
          if (part.end !== undefined) return found;
          client.setQueryData<Comparison>(queryKey, found);
        }
      } catch (thrown) {
        if (!stop.signal.aborted) throw thrown;
      }
      if (found === undefined) throw new Error('The comparison was stopped before it had begun.');
      const { at: _at, ...rest } = found;
      return { ...rest, end: 'stopped' };
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: false,
  });
  return {
    found: data,
    problem: error === null ? undefined : toAppError(error),
    isRunning: isFetching,
    stop: () => stopping.current.abort(),
    again: () => void refetch(),
  };
}
