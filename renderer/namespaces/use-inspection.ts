import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import type { PodRef, ProcessDetails, SeenProcess } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import type { ProcessNode } from './process-tree.ts';

/** Files and connections come and go; each look costs the container some. */
const AGAIN_MS = 5000;

export type Inspection = UseQueryResult<ProcessDetails>;

export function seenProcess(pod: PodRef, { process, seenFrom }: ProcessNode): SeenProcess {
  return { ...pod, container: seenFrom, pid: process.pid, startedTicks: process.startedTicks };
}

/** Open files, limits, names of the environment: asked for one process, and again while it is looked at. */
export function useInspection(pod: PodRef, node: ProcessNode): Inspection {
  const api = useApi();
  return useQuery({
    queryKey: ['process', pod, node.key],
    queryFn: ({ signal }) => api.namespaces.inspect(seenProcess(pod, node), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.status === 'error' ? false : AGAIN_MS),
    retry: false,
  });
}
