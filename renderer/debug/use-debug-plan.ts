import type { UseQueryResult } from '@tanstack/react-query';

import type { DebugPlan, DebugRequest } from '../../preload/contract/index.ts';
import { usePlan } from './use-plan.ts';

export function useDebugPlan(request: DebugRequest | undefined): UseQueryResult<DebugPlan> {
  return usePlan('debug-plan', request, (api, wanted, signal) => api.debug.plan(wanted, { signal }));
}
