import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';

import type {
  Jvm,
  JvmFacts,
  PodDetail,
  PodRef,
  ProcessRef,
  Recording,
  StartRecording,
} from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

/** While one runs its state is asked for this often; each time jcmd attaches to the JVM. */
const RUNNING_MS = 2_000;

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

export function useRecordings(process: ProcessRef, enabled: boolean): UseQueryResult<readonly Recording[]> {
  const api = useApi();
  return useQuery({
    queryKey: ['jvm', 'recordings', process],
    queryFn: ({ signal }) => api.jvm.recordings(process, { signal }),
    enabled,
    refetchInterval: ({ state }) =>
      state.data?.some((recording) => recording.state === 'running') === true ? RUNNING_MS : false,
    retry: false,
  });
}

export type RecordingChange =
  | { readonly kind: 'start'; readonly request: StartRecording }
  | { readonly kind: 'stop' | 'dump'; readonly name: string; readonly path: string };

/** Start, stop and dump: one at a time, and the list is read again after each. */
export function useChangeRecording(
  process: ProcessRef,
): UseMutationResult<{ readonly text: string }, Error, RecordingChange> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: RecordingChange): Promise<{ readonly text: string }> => {
      switch (change.kind) {
        case 'start':
          return api.jvm.start(change.request);
        case 'stop':
          return api.jvm.stop({ ...process, name: change.name, path: change.path });
        case 'dump':
          return api.jvm.dump({ ...process, name: change.name, path: change.path });
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['jvm', 'recordings', process] }),
  });
}
