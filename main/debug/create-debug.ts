import type { debug } from '../../preload/contract/debug.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import type { Cluster } from '../kube/index.ts';
import type { Ledger, NewLedgerRecord } from '../ledger/index.ts';
import { planCopy } from './copies/plan-copy.ts';
import { startCopy } from './copies/start-copy.ts';
import { copyCommandLine, nodeCommandLine } from './debug-command-line.ts';
import { debugContainerHandler, debugContainerRecord } from './left-behind/debug-container.ts';
import { madePodHandler, madePodRecord } from './left-behind/made-pod.ts';
import { sharedProcessesHandler, sharedProcessesRecord } from './left-behind/shared-processes.ts';
import { planNode } from './nodes/plan-node.ts';
import { startNode } from './nodes/start-node.ts';
import { planDebug, type PlanSetting } from './plan.ts';
import { planSharing } from './sharing/plan-sharing.ts';
import { startSharing } from './sharing/start-sharing.ts';
import { startDebug } from './start.ts';

export interface DebugOptions {
  readonly clusterOf: (context: string) => Cluster;
  /** Without one nothing is written down. */
  readonly ledger?: Pick<Ledger, 'register' | 'add'>;
  readonly now?: () => Date;
  /** At least 0 and below 1. */
  readonly random?: () => number;
}

export function createDebug({
  clusterOf,
  ledger,
  now = () => new Date(),
  random = Math.random,
}: DebugOptions): Service<typeof debug> {
  ledger?.register('debugContainer', debugContainerHandler());
  ledger?.register('podCopy', madePodHandler('podCopy'));
  ledger?.register('nodePod', madePodHandler('nodePod'));
  ledger?.register('sharedProcesses', sharedProcessesHandler(now));

  /** The cluster's own part of the ledger has it anyway: a full disk is no reason to fail. */
  const keep = (record: NewLedgerRecord): Promise<unknown> | undefined => ledger?.add(record).catch(() => undefined);
  const setting = (
    { context }: { readonly context: string },
    signal: AbortSignal,
  ): PlanSetting & { now: () => Date } => ({
    cluster: clusterOf(context),
    now,
    random,
    signal,
  });

  return {
    plan: async (request, { signal }) => planDebug(request, setting(request, signal)),
    start: (request, { signal }) =>
      startDebug(request, {
        ...setting(request, signal),
        keep: (pod, container) => keep(debugContainerRecord(request.context, pod, container, now())),
      }),
    planCopy: async (request, { signal }) => planCopy(request, setting(request, signal)),
    startCopy: (request, { signal }) => {
      const kubectl = copyCommandLine(request);
      const made = { context: request.context, container: request.name, kubectl };
      return startCopy(request, {
        ...setting(request, signal),
        keep: (pod) => keep(madePodRecord('podCopy', { ...made, pod })),
      });
    },
    planNode: async (request, { signal }) => planNode(request, setting(request, signal)),
    startNode: (request, { signal }) => {
      const made = { context: request.context, container: request.name, kubectl: nodeCommandLine(request) };
      return startNode(request, {
        ...setting(request, signal),
        keep: (pod) => keep(madePodRecord('nodePod', { ...made, pod })),
      });
    },
    planSharing: async (request, { signal }) => planSharing(request, setting(request, signal)),
    startSharing: (request, { signal }) =>
      startSharing(request, {
        ...setting(request, signal),
        keep: (before, former) => keep(sharedProcessesRecord(request, before, former)),
      }),
  };
}
