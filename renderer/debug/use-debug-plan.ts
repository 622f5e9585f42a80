import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { DebugPlan, DebugRequest } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

/** Longer than between two keys, shorter than a pause to read. */
const TYPING_MS = 350;
/** Rights and policies change rarely; a plan is asked for anew whenever the dialog opens. */
const FRESH_MS = 30_000;

/** What would happen, asked of the cluster by reviews and a dry run; nothing is changed. */
export function useDebugPlan(request: DebugRequest | undefined, isOpen = true): UseQueryResult<DebugPlan> {
  const api = useApi();
  const settled = useSettled(request, TYPING_MS);
  return useQuery({
    queryKey: ['debug-plan', settled],
    queryFn: ({ signal }) => {
      if (settled === undefined) throw new Error('There is nothing to plan.');
      return api.debug.plan(settled, { signal });
    },
    enabled: settled !== undefined && isOpen,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  });
}

/** The value once it has stayed the same for a while; at once the first time. */
function useSettled<Value>(value: Value, delayMs: number): Value {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
    // The key is the value: an equal request must not start anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, delayMs]);
  return settled;
}
