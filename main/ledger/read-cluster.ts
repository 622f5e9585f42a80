import { AppError, isAppError, toAppError } from '../../preload/contract/errors.ts';
import { podsPath, resourcePath, type Cluster, type KubeObject, type Pod } from '../kube/index.ts';
import { listMarked } from './marked-pods.ts';

/** Kubernetes namespaces that are followed live at once; what is beyond is told as a problem. */
const WATCH_LIMIT = 32;
/** A list is a picture of the moment when the server took it; what is newer comes by its watch, within this time. */
export const LIST_LAG_MS = 10_000;
const WORKLOADS = ['deployments', 'statefulsets', 'daemonsets'] as const;

export interface ClusterReader {
  readonly part: ClusterPart;
  /** Follows the pods of this Kubernetes namespace from now on. */
  need(kubeNamespace: string): void;
  /** Looks again for what is marked; live lists need no such thing. */
  lookAgain(): void;
}

export interface ClusterPart {
  /** By Kubernetes namespace, only those that have answered. */
  readonly pods: ReadonlyMap<string, ReadonlyMap<string, Pod>>;
  /** Deployments and the like that carry our annotation; `undefined`: not read yet, or not allowed. */
  readonly workloads: readonly KubeObject[] | undefined;
  /**
   * Whether what is not in a list is really gone: a thing that was made a moment ago may not have reached the list yet.
   * `at` is when it was written down, ISO 8601.
   */
  knowsAbsence(kubeNamespace: string | undefined, uid: string, at: string): boolean;
  readonly problem: AppError | undefined;
  /** The first look is over, well or not. */
  readonly hasLooked: boolean;
}

export interface ReaderSetting {
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onChange: () => void;
  /** Without them only what is marked among the workloads is looked for, which costs a big cluster little. */
  readonly looksAtPods: boolean;
}

/** One cluster's part of the ledger, kept up to date until the signal aborts; `onChange` after each change. */
export function readCluster(cluster: Cluster, { signal, now, onChange, looksAtPods }: ReaderSetting): ClusterReader {
  const pods = new Map<string, Map<string, Pod>>();
  const followed = new Set<string>();
  const synced = new Set<string>();
  const deleted = new Set<string>();
  let workloadsAt = 0;
  let workloads: readonly KubeObject[] | undefined;
  let problem: AppError | undefined;
  let hasLooked = false;

  const fail = (thrown: unknown): void => {
    const error = toAppError(thrown);
    if (signal.aborted || error.code === 'CANCELLED') return;
    problem ??= error;
    onChange();
  };

  async function follow(kubeNamespace: string): Promise<void> {
    for await (const event of cluster.watchList<Pod>({ path: podsPath(kubeNamespace) }, signal)) {
      if (event.type === 'state') continue;
      if (event.type === 'synced') {
        pods.set(kubeNamespace, new Map(event.items.map((pod) => [pod.metadata?.uid ?? '', pod])));
        synced.add(kubeNamespace);
      } else {
        const uid = event.object.metadata?.uid ?? '';
        if (event.change === 'deleted') {
          pods.get(kubeNamespace)?.delete(uid);
          deleted.add(uid);
        } else pods.get(kubeNamespace)?.set(uid, event.object);
      }
      onChange();
    }
  }

  const need = (kubeNamespace: string): void => {
    if (followed.has(kubeNamespace)) return;
    if (followed.size >= WATCH_LIMIT) {
      problem ??= new AppError(
        'TOO_LARGE',
        `More than ${WATCH_LIMIT} Kubernetes namespaces have entries; the rest is as it was last known.`,
        {
          limitBytes: WATCH_LIMIT,
        },
      );
      return;
    }
    followed.add(kubeNamespace);
    follow(kubeNamespace).catch(fail);
  };

  async function lookForPods(): Promise<void> {
    try {
      const { objects, isComplete } = await listMarked(cluster, podsPath(), signal);
      for (const { metadata } of objects) need(metadata?.namespace ?? '');
      if (!isComplete) {
        fail(
          new AppError(
            'TOO_LARGE',
            'The cluster has more pods than are looked through; those of the journal are all here.',
            { limitBytes: 0 },
          ),
        );
      }
    } catch (error) {
      // Who may not list all pods sees those of the journal, and of the context's own Kubernetes namespace.
      need(cluster.kubeNamespace);
      if (!isAppError(error, 'FORBIDDEN')) throw error;
    }
  }

  async function lookForWorkloads(): Promise<void> {
    const startedAt = now().getTime();
    try {
      const found = await Promise.all(
        WORKLOADS.map(async (resource) => {
          const { objects } = await listMarked(cluster, resourcePath({ group: 'apps', resource }), signal);
          return objects.map((object) => ({ ...object, kind: KINDS[resource], apiVersion: 'apps/v1' }));
        }),
      );
      workloads = found.flat();
      workloadsAt = startedAt;
    } catch (error) {
      if (!isAppError(error, 'FORBIDDEN')) throw error;
    }
  }

  function knowsAbsence(kubeNamespace: string | undefined, uid: string, at: string): boolean {
    if (deleted.has(uid)) return true;
    if (kubeNamespace === undefined) return workloadsAt > Date.parse(at);
    // The list is live from here on: what was made before would have come by now.
    return synced.has(kubeNamespace) && now().getTime() - Date.parse(at) > LIST_LAG_MS;
  }

  const look = (): void => {
    void Promise.all([looksAtPods ? lookForPods() : undefined, lookForWorkloads()])
      .catch(fail)
      .then(() => {
        hasLooked = true;
        onChange();
      });
  };
  look();

  return {
    get part(): ClusterPart {
      return { pods, workloads, problem, hasLooked, knowsAbsence };
    },
    need,
    lookAgain: () => {
      void lookForWorkloads().then(onChange, fail);
    },
  };
}

const KINDS = { deployments: 'Deployment', statefulsets: 'StatefulSet', daemonsets: 'DaemonSet' } as const;
