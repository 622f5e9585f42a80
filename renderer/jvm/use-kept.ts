import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

import type { ProcessRef } from '../../preload/contract/index.ts';

/** What was asked of a JVM is kept while the window is open, the newest last: to look at again, and to compare. */
export function useKept<Item>(
  what: string,
  process: ProcessRef,
  limit: number,
): readonly [readonly Item[], (item: Item) => void] {
  const queries = useQueryClient();
  const key = JSON.stringify([what, process]);
  const { data } = useQuery<readonly Item[]>({
    queryKey: ['jvm', 'kept', key],
    queryFn: () => queries.getQueryData<readonly Item[]>(['jvm', 'kept', key]) ?? [],
    initialData: [],
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const keep = useCallback(
    (item: Item): void => {
      queries.setQueryData<readonly Item[]>(['jvm', 'kept', key], (old = []) => [...old, item].slice(-limit));
    },
    [key, limit, queries],
  );
  return [data, keep];
}
