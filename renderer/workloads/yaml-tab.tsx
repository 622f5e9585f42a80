import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';

import { toAppError, type PodDetail, type PodRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { Busy, CodeBlock } from '../ui/index.ts';

/** Read anew whenever the pod has changed; the text before stays meanwhile. */
export function YamlTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ['yaml', pod.context, pod.kubeNamespace, pod.pod, detail.uid, detail.resourceVersion],
    queryFn: ({ signal }) => api.workloads.yaml(pod, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  if (error !== null) {
    return (
      <div className="pod-tab-message">
        <Problem error={toAppError(error)} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (data === undefined) {
    return (
      <div className="pod-tab-message">
        <Busy what="Reading the object" />
      </div>
    );
  }
  return (
    <div className="yaml-tab">
      <CodeBlock text={data.yaml} label={`${detail.name} as YAML`} />
    </div>
  );
}
