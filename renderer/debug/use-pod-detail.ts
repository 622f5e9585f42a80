import type { PodDetail, PodItem, PodRef } from '../../preload/contract/index.ts';
import { useReduced } from '../bridge/index.ts';

export interface PodReading {
  readonly detail: PodDetail | undefined;
  readonly problem: string | undefined;
}

function reduce(old: PodReading | undefined, item: PodItem): PodReading {
  if (item.type === 'pod') return { detail: item.pod, problem: undefined };
  if (item.type === 'deleted') return { detail: old?.detail, problem: 'It has been deleted.' };
  return {
    detail: old?.detail,
    problem: item.freshness.state === 'stale' ? item.freshness.problem?.message : undefined,
  };
}

export function usePodDetail(pod: PodRef): PodReading {
  const { value, error } = useReduced<PodItem, PodReading>(
    `debug-pod/${pod.context}/${pod.kubeNamespace}/${pod.pod}`,
    (api, signal) => api.workloads.pod(pod, { signal }),
    reduce,
    undefined,
  );
  return { detail: value?.detail, problem: error?.message ?? value?.problem };
}
