import { useEffect, useMemo } from 'react';

import type { PodDetail, PodRef } from '../../../preload/contract/index.ts';
import { useReduced, type StreamState } from '../../bridge/index.ts';
import { applyItem, type LiveNamespaces } from './apply-item.ts';
import { useWindowShown } from './use-window-shown.ts';

/** What was read of the last pods looked at: coming back to a tab shows it at once, and its graphs go on. */
const REMEMBERED_PODS = 4;
const remembered = new Map<string, LiveNamespaces>();

function remember(key: string, live: LiveNamespaces): void {
  remembered.delete(key);
  remembered.set(key, live);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED_PODS && oldest !== undefined) remembered.delete(oldest);
}

/** The pod's namespaces and processes, read again every two seconds while somebody can see them. */
export function useLiveNamespaces(pod: PodRef, detail: PodDetail): StreamState<LiveNamespaces> {
  const isShown = useWindowShown();
  const key = [pod.context, pod.kubeNamespace, pod.pod, detail.uid].join(' ');
  // Only what was known when this pod came into view: the stream's own value is newer than what it has left here since.
  const initial = useMemo(() => remembered.get(key), [key]);
  const stream = useReduced(
    `namespaces ${key}`,
    isShown ? (api, signal) => api.namespaces.watch({ ...pod }, { signal }) : undefined,
    applyItem,
    initial,
  );
  const { value } = stream;
  useEffect(() => {
    if (value !== undefined) remember(key, value);
  }, [key, value]);
  return stream;
}
