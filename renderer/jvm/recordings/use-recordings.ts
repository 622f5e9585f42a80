import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';

import {
  toAppError,
  type AppError,
  type ProcessRef,
  type RecordingPlan,
  type RecordingSpace,
  type RecordingsView,
  type StartRecording,
} from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { isActive } from './recording-words.ts';

/** While one runs its state and size are asked for this often: a command takes some milliseconds. */
const RUNNING_MS = 1_000;

export function useRecordings(process: ProcessRef): UseQueryResult<RecordingsView> {
  const api = useApi();
  return useQuery({
    queryKey: ['jvm', 'recordings', process],
    queryFn: ({ signal }) => api.jvm.recordings(process, { signal }),
    refetchInterval: ({ state }) => (state.data?.recordings.some(isActive) === true ? RUNNING_MS : false),
    retry: false,
  });
}

export function useRecordingSpace(process: ProcessRef): UseQueryResult<RecordingSpace> {
  const api = useApi();
  return useQuery({
    queryKey: ['jvm', 'recording space', process],
    queryFn: ({ signal }) => api.jvm.recordingSpace(process, { signal }),
    staleTime: 0,
    retry: false,
  });
}

/** What would be started, asked anew with each change of the form. */
export function useRecordingPlan(request: StartRecording | undefined): UseQueryResult<RecordingPlan> {
  const api = useApi();
  return useQuery({
    queryKey: ['jvm', 'recording plan', request],
    queryFn: ({ signal }) => (request === undefined ? {} : api.jvm.planRecording(request, { signal })),
    enabled: request !== undefined,
    placeholderData: (before) => before,
    staleTime: 5_000,
    retry: false,
  });
}

export type RecordingChange =
  | { readonly kind: 'start'; readonly request: StartRecording }
  | { readonly kind: 'stop'; readonly name: string; readonly path: string | undefined }
  | { readonly kind: 'discard'; readonly name: string }
  | { readonly kind: 'dump'; readonly name: string; readonly path: string; readonly lastSeconds: number | undefined };

export interface ChangingRecordings {
  change(change: RecordingChange): void;
  readonly pending: RecordingChange['kind'] | undefined;
  readonly failed: { readonly kind: RecordingChange['kind']; readonly error: AppError } | undefined;
  dismiss(): void;
}

/** One at a time, and the list is read again after each. */
export function useChangeRecording(process: ProcessRef): ChangingRecordings {
  const api = useApi();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (change: RecordingChange): Promise<void> => {
      switch (change.kind) {
        case 'start':
          await api.jvm.start(change.request);
          return;
        case 'stop':
          await api.jvm.stop({
            ...process,
            name: change.name,
            ...(change.path === undefined ? {} : { path: change.path }),
          });
          return;
        case 'discard':
          await api.jvm.discard({ ...process, name: change.name });
          return;
        case 'dump': {
          const { name, path, lastSeconds } = change;
          await api.jvm.dump({ ...process, name, path, ...(lastSeconds === undefined ? {} : { lastSeconds }) });
        }
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['jvm', 'recordings', process] }),
  });
  return {
    change: (change) => mutation.mutate(change),
    pending: mutation.isPending ? mutation.variables.kind : undefined,
    failed: mutation.error === null ? undefined : { kind: mutation.variables.kind, error: toAppError(mutation.error) },
    dismiss: () => mutation.reset(),
  };
}
