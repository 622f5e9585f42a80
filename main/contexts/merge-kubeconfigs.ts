/** client-go's merge: files in order, the first entry of a name counts and counts whole. */
import type { ClusterEntry, ContextEntry, UserEntry } from './kubeconfig-schema.ts';
import type { Entry, Kubeconfig } from './parse-kubeconfig.ts';

export interface MergedKubeconfig {
  readonly clusters: ReadonlyMap<string, Entry<ClusterEntry>>;
  readonly users: ReadonlyMap<string, Entry<UserEntry>>;
  readonly contexts: ReadonlyMap<string, Entry<ContextEntry>>;
  /** Of the first file that names one. */
  readonly currentContext?: string;
}

export function mergeKubeconfigs(kubeconfigs: readonly Kubeconfig[]): MergedKubeconfig {
  const currentContext = kubeconfigs.map((kubeconfig) => kubeconfig.currentContext).find((name) => name !== '');
  return {
    clusters: firstOfEachName(kubeconfigs.flatMap(({ clusters }) => clusters)),
    users: firstOfEachName(kubeconfigs.flatMap(({ users }) => users)),
    contexts: firstOfEachName(kubeconfigs.flatMap(({ contexts }) => contexts)),
    ...(currentContext === undefined ? {} : { currentContext }),
  };
}

function firstOfEachName<Value>(entries: readonly Entry<Value>[]): ReadonlyMap<string, Entry<Value>> {
  const named = new Map<string, Entry<Value>>();
  for (const entry of entries) if (!named.has(entry.name)) named.set(entry.name, entry);
  return named;
}
