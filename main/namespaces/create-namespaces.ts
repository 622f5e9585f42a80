import type { Service } from '../../preload/contract/kinds.ts';
import type { PodNamespaces, namespaces } from '../../preload/contract/namespaces.ts';
import type { Cluster } from '../kube/index.ts';
import { describeFindings } from './model/findings.ts';
import { buildRows } from './model/build-rows.ts';
import { probePod } from './probe/probe-pod.ts';

export interface NamespacesOptions {
  readonly clusterOf: (context: string) => Cluster;
  readonly now?: () => Date;
}

export function createNamespaces({ clusterOf, now = () => new Date() }: NamespacesOptions): Service<typeof namespaces> {
  return {
    probe: async (ref, { signal }): Promise<PodNamespaces> => {
      const { pod, probes } = await probePod(clusterOf(ref.context), ref, signal);
      const rows = buildRows({ scope: ref, pod, probes });
      return {
        at: now().toISOString(),
        rows,
        views: probes
          .map(({ own: _own, ...view }) => view)
          .sort((one, other) => other.processes.length - one.processes.length),
        findings: describeFindings(rows),
      };
    },
  };
}
