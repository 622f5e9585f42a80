/** The node: takes the pods that are bound to it, runs them, ends them, and hands their streams out. */
import type { Pod } from '../../kube/index.ts';
import { CONFIG_MAPS, PODS, RESOURCE_TYPES } from '../api/resource-types.ts';
import type { Store } from '../api/store.ts';
import type { ContainerRuntime, PodSandbox, ProcessOptions, RunningProcess } from '../container-runtime.ts';
import { RuntimeError } from '../container-runtime.ts';
import { execInRun, type ContainerRun } from './container-run.ts';
import { podContainer, type FilesOf } from './container-spec.ts';
import { createReporter } from './pod-events.ts';
import { createPodWorker, type PodWorker } from './pod-worker.ts';

export interface KubeletOptions {
  readonly store: Store;
  readonly runtime: ContainerRuntime;
  readonly node: string;
  /** Ten seconds on a real node. */
  readonly backOffMs: number;
}

export interface Kubelet {
  /** Of a container that has been started; `undefined` before that. Throws nothing. */
  run(pod: Pod, container: string): Promise<ContainerRun | undefined>;
  previousRun(pod: Pod, container: string): ContainerRun | undefined;
  exec(
    pod: Pod,
    container: string,
    options: Pick<ProcessOptions, 'argv' | 'tty' | 'stdin' | 'output'>,
  ): Promise<RunningProcess>;
  sandbox(pod: Pod): Promise<PodSandbox>;
  /** Kills all processes and stops watching. */
  dispose(): Promise<void>;
}

const SECRETS = RESOURCE_TYPES.find(({ resource }) => resource === 'secrets');
const HOST_ADDRESS = '127.0.0.1';
const DEFAULT_GRACE_SECONDS = 30;

export function startKubelet({ store, runtime, node, backOffMs }: KubeletOptions): Kubelet {
  const workers = new Map<string, PodWorker>();
  const endings = new Set<Promise<void>>();
  const report = createReporter(store, 'kubelet', node);
  const ending = new AbortController();
  const isOver = (): boolean => ending.signal.aborted;

  const uidOf = (pod: Pod): string => pod.metadata?.uid ?? '';
  const currentOf = (pod: Pod): Pod | undefined => {
    const { namespace, name = '', uid } = pod.metadata ?? {};
    const found: Pod | undefined = store.get(PODS, namespace, name);
    return found?.metadata?.uid === uid ? found : undefined;
  };

  const unsubscribe = store.onChange(({ type, resource, object }) => {
    if (resource !== PODS) return;
    const pod: Pod = object;
    const worker = workers.get(uidOf(pod));
    if (type === 'DELETED') forget(pod);
    else if (pod.metadata?.deletionTimestamp !== undefined) void finish(pod, worker);
    else if (worker !== undefined) worker.sync();
    else if (pod.spec?.nodeName === node) take(pod).sync();
  });

  function take(pod: Pod): PodWorker {
    const filesOf: FilesOf = (kind, name) => filesIn(pod.metadata?.namespace, kind, name);
    const worker = createPodWorker(pod, {
      ...{ runtime, report, filesOf, backOffMs, now: store.timestamp, hostAddress: HOST_ADDRESS },
      adopted: (pod.status?.containerStatuses ?? []).length > 0,
      current: () => currentOf(pod),
      tell: (status) => {
        const current = currentOf(pod);
        if (current === undefined) return;
        const next: Pod = { ...current, status };
        store.put(PODS, next);
      },
    });
    workers.set(uidOf(pod), worker);
    return worker;
  }

  function filesIn(kubeNamespace: string | undefined, kind: 'configMap' | 'secret', name: string): ReturnType<FilesOf> {
    const type = kind === 'configMap' ? CONFIG_MAPS : SECRETS;
    const object = type === undefined ? undefined : store.get(type, kubeNamespace, name);
    if (object === undefined) return undefined;
    const { data, binaryData } = object as { readonly data?: Files; readonly binaryData?: Files };
    return new Map([
      ...decoded(data, kind === 'configMap' ? 'utf8' : 'base64'),
      // Only config maps have it.
      ...decoded(binaryData, 'base64'),
    ]);
  }

  /** Ends the pod's containers within its grace, and then the pod. */
  async function finish(pod: Pod, worker: PodWorker | undefined): Promise<void> {
    if (isOver()) return;
    const grace = pod.metadata?.deletionGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
    await worker?.stop(grace);
    const current = currentOf(pod);
    if (isOver() || current?.metadata?.deletionTimestamp === undefined) return;
    if ((current.metadata.finalizers ?? []).length > 0) return;
    store.remove(PODS, current.metadata.namespace, current.metadata.name ?? '');
  }

  function forget(pod: Pod): void {
    const uid = uidOf(pod);
    const worker = workers.get(uid);
    if (worker === undefined) return;
    const ended: Promise<void> = worker.dispose().finally(() => endings.delete(ended));
    endings.add(ended);
    workers.delete(uid);
  }

  const workerOf = (pod: Pod): PodWorker => {
    const worker = workers.get(uidOf(pod)) ?? (isOver() ? undefined : take(pod));
    if (worker === undefined) throw new RuntimeError('notRunning', 'the node is shutting down');
    return worker;
  };
  const run: Kubelet['run'] = async (pod, container) => await workerOf(pod).run(container);

  return {
    run,
    previousRun: (pod, container) => workers.get(uidOf(pod))?.previousRun(container),
    exec: async (pod, name, options) => {
      const found = await run(pod, name);
      const container = podContainer(pod, name);
      if (found === undefined || found.ended || container === undefined) {
        throw new RuntimeError('notRunning', `container not found ("${name}")`);
      }
      return await execInRun(found, pod, container, options);
    },
    sandbox: async (pod) => await workerOf(pod).sandbox(),
    dispose: async () => {
      ending.abort();
      unsubscribe();
      await Promise.allSettled([...[...workers.values()].map((worker) => worker.dispose()), ...endings]);
      workers.clear();
    },
  };
}

type Files = Readonly<Record<string, string>>;

function decoded(data: Files | undefined, encoding: 'utf8' | 'base64'): readonly (readonly [string, Uint8Array])[] {
  return Object.entries(data ?? {}).map(([file, text]) => [file, Buffer.from(text, encoding)]);
}
