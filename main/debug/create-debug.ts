import type { debug } from '../../preload/contract/debug.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import type { Cluster } from '../kube/index.ts';
import { planDebug } from './plan.ts';
import { startDebug } from './start.ts';

export interface DebugOptions {
  readonly clusterOf: (context: string) => Cluster;
  readonly now?: () => Date;
  /** At least 0 and below 1. */
  readonly random?: () => number;
}

export function createDebug({
  clusterOf,
  now = () => new Date(),
  random = Math.random,
}: DebugOptions): Service<typeof debug> {
  return {
    plan: async (request, { signal }) => planDebug(request, { cluster: clusterOf(request.context), random, signal }),
    start: (request, { signal }) => startDebug(request, { cluster: clusterOf(request.context), now, random, signal }),
  };
}
