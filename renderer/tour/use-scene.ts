/** What the cluster says while a step is shown. The same feeds as the window's own pages: nothing is asked twice of a cluster. */
import { useMemo, useState } from 'react';

import type { PodRow, TerminalInfo } from '../../preload/contract/index.ts';
import { useTransfers } from '../files/index.ts';
import { usePlace } from '../place/index.ts';
import { useTerminalInfos } from '../terminals/index.ts';
import { usePod, useWorkloads } from '../workloads/index.ts';
import { PRACTICE_IMAGES, PUBLIC_IMAGES } from './manifests.ts';
import type { Scene, StepMemory, TourStep } from './tour-step.ts';

export interface TourScope {
  readonly context: string;
  readonly kubeNamespace: string;
}

export interface Observed {
  readonly scene: Scene;
  readonly memory: Omit<StepMemory, 'followed'>;
  /** The cluster's list has come. */
  readonly isKnown: boolean;
}

/** Both names that the practice cluster's context can have. */
const PRACTICE_CONTEXT = /^(kesako-)?practice$/;

export function useScene(scope: TourScope, step: TourStep): Observed {
  const { context, kubeNamespace } = scope;
  const place = usePlace();
  const stableScope = useMemo(() => ({ context, kubeNamespace }), [context, kubeNamespace]);
  const { value: view } = useWorkloads(stableScope);
  const all = useTerminalInfos();
  const { transfers } = useTransfers();
  const pod = newestPod(view?.pods, step.workload);
  const podName = pod?.name;
  const ref = useMemo(
    () => (podName === undefined ? undefined : { context, kubeNamespace, pod: podName }),
    [context, kubeNamespace, podName],
  );
  const detail = usePod(ref).value?.detail;
  const terminals = useMemo(
    () => all.filter(({ source }) => source.context === context && source.kubeNamespace === kubeNamespace),
    [all, context, kubeNamespace],
  );
  const isKnown = view?.isKnown === true;
  const memory = useMemoryOf(step.row, isKnown, podName, terminals);
  const scene = useMemo<Scene>(
    () => ({
      scope: stableScope,
      pods: Array.from(view?.pods.values() ?? []),
      workloads: Array.from(view?.workloads.values() ?? []),
      pod,
      detail,
      terminals,
      transfers: transfers ?? [],
      place,
      images: PRACTICE_CONTEXT.test(context) ? PRACTICE_IMAGES : PUBLIC_IMAGES,
    }),
    [stableScope, view, pod, detail, terminals, transfers, place, context],
  );
  return { scene, memory, isKnown };
}

function newestPod(pods: ReadonlyMap<string, PodRow> | undefined, workload: string): PodRow | undefined {
  return Array.from(pods?.values() ?? [])
    .filter((pod) => pod.labels['app'] === workload && pod.workload !== undefined && pod.status !== 'Terminating')
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt) || other.name.localeCompare(one.name))[0];
}

interface Beginning {
  readonly row: number;
  readonly firstPod: string | undefined;
  readonly old: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
}

/** Begins anew with every step, as soon as the cluster is known. */
function useMemoryOf(
  row: number,
  isKnown: boolean,
  podName: string | undefined,
  terminals: readonly TerminalInfo[],
): Omit<StepMemory, 'followed'> {
  const [beginning, setBeginning] = useState<Beginning>();
  const ids = terminals.map(({ id }) => id);
  if (isKnown && beginning?.row !== row) {
    setBeginning({ row, firstPod: podName, old: new Set(ids), fresh: new Set() });
  } else if (beginning !== undefined) {
    const added = ids.filter((id) => !beginning.old.has(id) && !beginning.fresh.has(id));
    if (added.length > 0) setBeginning({ ...beginning, fresh: new Set([...beginning.fresh, ...added]) });
  }
  return { firstPod: beginning?.firstPod, terminals: beginning?.fresh ?? new Set() };
}
