/** The practice cluster as the core offers it: off until it is chosen, and then a kubeconfig like any other. */
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { AppError, toAppError } from '../../preload/contract/errors.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import type { PracticeStatus, practice as practiceContract } from '../../preload/contract/practice.ts';
import { createLatestValue } from '../streams/index.ts';
import { addFault } from './add-fault.ts';
import type { ApiServer } from './api/api-server.ts';
import { writeKubeconfig } from './api/kubeconfig.ts';
import { EVERYTHING, type User } from './api/users.ts';
import { ALTERNATIVE_CLUSTERS, probeRuntime, startLinuxRuntime } from './runtime/index.ts';
import { addSampleWorkloads, SAMPLE_KUBE_NAMESPACE } from './sample-workloads.ts';
import { startPracticeCluster } from './start-cluster.ts';

export interface PracticeOptions {
  /** Where its kubeconfig stands while it runs. */
  readonly folder: string;
  /** Whether the person's own kubeconfigs have a context of this name. */
  readonly isTaken: (context: string) => boolean;
  /** Looks at the kubeconfig again; resolves when its context can be used, or is gone. */
  readonly onKubeconfig: () => Promise<void>;
  readonly log: { warn(fields: object, message: string): void };
}

export interface Practice {
  readonly service: Service<typeof practiceContract>;
  dispose(): Promise<void>;
}

/** In a folder of the app's data. */
export function practiceKubeconfig(dataFolder: string): string {
  return join(dataFolder, 'practice', 'kubeconfig.json');
}

const NAMES = ['practice', 'kesako-practice'] as const;
const FEATURE = 'practice cluster';

interface Running {
  readonly server: ApiServer;
  readonly context: string;
}

export function createPractice({ folder, isTaken, onKubeconfig, log }: PracticeOptions): Practice {
  const kubeconfig = practiceKubeconfig(folder);
  const status = createLatestValue<PracticeStatus>({ state: 'off' });
  let running: Running | undefined;
  /** Starts and stops come one after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  let isProbed = false;

  function inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    const result = turn.then(action);
    turn = result.catch(() => undefined);
    return result;
  }

  /** A machine does not change while the app runs: it is asked once. */
  async function probe(): Promise<void> {
    if (isProbed) return;
    isProbed = true;
    const support = await probeRuntime();
    if (support.available) return;
    const { message, advice } = support;
    status.set({ state: 'unavailable', message, advice, alternatives: ALTERNATIVE_CLUSTERS });
  }

  async function start(): Promise<Running> {
    if (running !== undefined) return running;
    await probe();
    if (status.current.state === 'unavailable') {
      throw new AppError('UNSUPPORTED', status.current.message, { feature: FEATURE });
    }
    status.set({ state: 'starting' });
    try {
      running = await begin();
      status.set({ state: 'running', context: running.context, kubeNamespace: SAMPLE_KUBE_NAMESPACE });
      return running;
    } catch (error) {
      const problem = toAppError(error);
      log.warn({ reason: problem.message }, 'the practice cluster did not start');
      status.set({ state: 'failed', problem: problem.toForm() });
      throw problem;
    }
  }

  async function begin(): Promise<Running> {
    const user: User = { name: 'practice-admin', token: randomBytes(24).toString('base64url'), rules: EVERYTHING };
    const server = await startPracticeCluster({ runtime: await startLinuxRuntime(), users: [user] });
    try {
      addSampleWorkloads(server.store);
      const context = NAMES.find((name) => !isTaken(name)) ?? NAMES[1];
      await mkdir(dirname(kubeconfig), { recursive: true, mode: 0o700 });
      await writeKubeconfig(kubeconfig, [{ context, server, user, kubeNamespace: SAMPLE_KUBE_NAMESPACE }]);
      await onKubeconfig();
      return { server, context };
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  async function stop(): Promise<void> {
    const stopped = running;
    running = undefined;
    if (stopped === undefined) return;
    await rm(kubeconfig, { force: true });
    await onKubeconfig();
    await stopped.server.close();
    status.set({ state: 'off' });
  }

  function mustRun(): ApiServer {
    if (running !== undefined) return running.server;
    throw new AppError('BAD_REQUEST', 'The practice cluster does not run.', { issues: ['not running'] });
  }

  return {
    service: {
      watch: async function* (_input, { signal }) {
        void probe().catch((error: unknown) => log.warn({ reason: String(error) }, 'the machine could not be asked'));
        yield* status.watch(signal);
      },
      start: () => inTurn(async () => ({ context: (await start()).context, kubeNamespace: SAMPLE_KUBE_NAMESPACE })),
      stop: () => inTurn(async () => (await stop(), {})),
      addFault: (request) => {
        addFault(mustRun(), request);
        return Promise.resolve({});
      },
      clearFaults: () => {
        mustRun().faults.clear();
        mustRun().store.setClock(0);
        return Promise.resolve({});
      },
    },
    dispose: () => inTurn(stop),
  };
}

/** What a killed app has left: a kubeconfig whose server is gone. */
export async function forgetPractice(dataFolder: string): Promise<void> {
  await rm(practiceKubeconfig(dataFolder), { force: true });
}
