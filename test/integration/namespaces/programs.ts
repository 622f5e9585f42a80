/** The product's pool of programs, for tests that stand before a cluster without the whole core. */
import { join } from 'node:path';

import { root } from '../../../build/config/paths.ts';
import type { Cluster } from '../../../main/kube/index.ts';
import { createReachPool, type ReachPool } from '../../../main/reach/index.ts';

export type Programs = ReachPool;

export function openPrograms(clusterOf: (context: string) => Cluster): Programs {
  return createReachPool({ clusterOf, isAllowed: () => true, programs: join(root, 'build/reach/bin') });
}
