import type { Freshness, PodDetail, PodItem, PodRef } from '../../preload/contract/index.ts';
import { useReduced, type StreamState } from '../bridge/index.ts';

export interface PodView {
  readonly detail?: PodDetail;
  readonly freshness: Freshness;
  /** Deleted, with the newer pod of the same owner, if there is one. */
  readonly gone?: { readonly replacement?: string };
}

export function reducePod(view: PodView = { freshness: { state: 'connecting' } }, item: PodItem): PodView {
  switch (item.type) {
    case 'pod':
      return { detail: item.pod, freshness: { state: 'live' } };
    case 'deleted':
      return { ...view, gone: item.replacement === undefined ? {} : { replacement: item.replacement } };
    case 'freshness':
      return { ...view, freshness: item.freshness };
  }
}

/** `undefined` follows nothing. */
export function usePod(pod: PodRef | undefined): StreamState<PodView> {
  return useReduced(
    `pod/${pod?.context ?? ''}/${pod?.kubeNamespace ?? ''}/${pod?.pod ?? ''}`,
    pod && ((api, signal) => api.workloads.pod(pod, { signal })),
    reducePod,
    undefined,
  );
}
