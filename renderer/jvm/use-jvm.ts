import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import type { Jvm, JvmFacts, PodDetail, PodRef, ProcessRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

export function useJvms(pod: PodRef, detail: PodDetail): UseQueryResult<readonly Jvm[]> {
  const api = useApi();
  const running = detail.containers
    .filter(({ state }) => state.state === 'running')
    .map(({ name, containerId }) => `${name} ${containerId ?? ''}`);
  return useQuery({
    queryKey: ['jvm', 'list', pod, detail.uid, running],
    queryFn: ({ signal }) => api.jvm.list(pod, { signal }),
    staleTime: 15_000,
    retry: false,
  });
}

export function useJvmFacts(process: ProcessRef, enabled: boolean): UseQueryResult<JvmFacts> {
  const api = useApi();
  return useQuery({
    queryKey: ['jvm', 'facts', process],
    queryFn: ({ signal }) => api.jvm.facts(process, { signal }),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}
