import type { PodEvent, PodRef } from '../../preload/contract/index.ts';
import { useLatest, type StreamState } from '../bridge/index.ts';

export function usePodEvents(pod: PodRef): StreamState<readonly PodEvent[]> {
  return useLatest(`events/${pod.context}/${pod.kubeNamespace}/${pod.pod}`, (api, signal) =>
    api.workloads.events(pod, { signal }),
  );
}
