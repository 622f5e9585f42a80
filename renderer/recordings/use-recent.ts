import type { RecentRecording, RecordingState } from '../../preload/contract/index.ts';
import { useLatest, type StreamState } from '../bridge/index.ts';

export function useRecent(): StreamState<readonly RecentRecording[]> {
  return useLatest('recordings/recent', (api, signal) => api.recordings.recent({}, { signal }));
}

/** Once it is open. */
export function useRecordingState(recording: string, isOpen: boolean): StreamState<RecordingState> {
  return useLatest(
    `recordings/state/${recording}`,
    isOpen ? (api, signal) => api.recordings.watch({ recording }, { signal }) : undefined,
  );
}
