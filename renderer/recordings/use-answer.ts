import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useApi, type Api } from '../bridge/index.ts';

/**
 * One answer of the engine. `question` names it with everything that it depends on. While a new one is computed the old one stays
 * on screen; a recording does not change, so an answer is never asked for twice.
 */
export function useAnswer<Answer>(
  question: readonly unknown[],
  ask: (api: Api, signal: AbortSignal) => Promise<Answer>,
  enabled = true,
): UseQueryResult<Answer> {
  const api = useApi();
  return useQuery({
    queryKey: ['recording', ...question],
    queryFn: ({ signal }) => ask(api, signal),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    retry: false,
  });
}
