import type { Service } from '../../preload/contract/kinds.ts';
import type { namespaces } from '../../preload/contract/namespaces.ts';
import type { Cluster } from '../kube/index.ts';
import { inspectProcess, processEnvironment } from './inspect/inspect-process.ts';
import { prove } from './inspect/prove.ts';
import { signalProcess } from './inspect/signal-process.ts';
import { describePod } from './model/describe-pod.ts';
import { probePod } from './probe/probe-pod.ts';
import type { ProgramLeases } from './program-leases.ts';
import { watchPodNamespaces } from './watch/watch-pod.ts';

export interface NamespacesOptions {
  readonly clusterOf: (context: string) => Cluster;
  /** Without it everything is asked by shell scripts. */
  readonly programs?: ProgramLeases;
  readonly now?: () => Date;
}

export function createNamespaces({
  clusterOf,
  programs,
  now = () => new Date(),
}: NamespacesOptions): Service<typeof namespaces> {
  return {
    probe: async (ref, { signal }) => {
      const { pod, probes } = await probePod(clusterOf(ref.context), ref, signal);
      return describePod({ scope: ref, pod, probes, at: now() });
    },
    watch: ({ refreshMs, ...ref }, { signal }) =>
      watchPodNamespaces({ cluster: clusterOf(ref.context), programs, refreshMs, now }, ref, signal),
    inspect: (process, { signal }) =>
      inspectProcess(process, { cluster: clusterOf(process.context), programs, signal }),
    environment: (process, { signal }) =>
      processEnvironment(process, { cluster: clusterOf(process.context), programs, signal }),
    signal: async ({ signal: name, ...process }, { signal }) => {
      await signalProcess(clusterOf(process.context), process, name, signal);
      return {};
    },
    prove: (proof, { signal }) => prove(clusterOf(proof.context), proof, signal),
  };
}
