import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import type { PodDetail, PodNamespaces, PodRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

/** One reading of `/proc` for the files, the map and the processes; anew when a container comes or goes. */
export function useProbe(pod: PodRef, detail: PodDetail): UseQueryResult<PodNamespaces> {
  const api = useApi();
  const running = detail.containers
    .filter(({ state }) => state.state === 'running')
    .map(({ name, containerId }) => `${name} ${containerId ?? ''}`);
  return useQuery({
    queryKey: ['namespaces', pod, detail.uid, running],
    queryFn: ({ signal }) => api.namespaces.probe(pod, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    retry: false,
  });
}
