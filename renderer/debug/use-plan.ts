import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useApi, type Api } from '../bridge/index.ts';
import { useSettled } from './use-settled.ts';

/** Longer than between two keys, shorter than a pause to read. */
const TYPING_MS = 350;
/** Rights and policies change rarely; a plan is asked for anew whenever a dialog opens. */
const FRESH_MS = 30_000;

export type AskPlan<Request, Plan> = (api: Api, request: Request, signal: AbortSignal) => Promise<Plan>;

/** What would happen, asked of the cluster by reviews and a dry run; nothing is changed. */
export function usePlan<Request, Plan>(
  kind: string,
  request: Request | undefined,
  ask: AskPlan<Request, Plan>,
): UseQueryResult<Plan> {
  const api = useApi();
  const settled = useSettled(request, TYPING_MS);
  return useQuery({
    queryKey: [kind, settled],
    queryFn: ({ signal }) => {
      if (settled === undefined) throw new Error('There is nothing to plan.');
      return ask(api, settled, signal);
    },
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  });
}
