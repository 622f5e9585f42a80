/** One connection per content of a context: two contexts never share one, and a changed context never keeps an old one. */
import { createHash } from 'node:crypto';

import type { Cluster, ClusterAccess } from '../kube/index.ts';
import { countedCluster, type CountedCluster } from './counted-cluster.ts';

export interface ClusterPool {
  clusterOf(access: ClusterAccess): Cluster;
  /** Everything that is not among these is closed once it is idle. */
  keepOnly(accesses: readonly ClusterAccess[]): void;
  dispose(): void;
}

export function createClusterPool(connect: (access: ClusterAccess) => Cluster): ClusterPool {
  const current = new Map<string, CountedCluster>();
  const open = new Set<CountedCluster>();
  return {
    clusterOf: (access) => {
      const key = contentHash(access);
      const known = current.get(key);
      if (known !== undefined) return known.cluster;
      const counted = countedCluster(connect(access), () => open.delete(counted));
      current.set(key, counted);
      open.add(counted);
      return counted.cluster;
    },
    keepOnly: (accesses) => {
      const kept = new Set(accesses.map(contentHash));
      for (const [key, counted] of current) {
        if (kept.has(key)) continue;
        current.delete(key);
        counted.retire();
      }
    },
    dispose: () => {
      for (const { cluster } of open) cluster.dispose();
      open.clear();
      current.clear();
    },
  };
}

/** Resolving writes the fields of an access in one order, so equal contents give equal text. */
function contentHash(access: ClusterAccess): string {
  return createHash('sha256').update(JSON.stringify(access)).digest('hex');
}
