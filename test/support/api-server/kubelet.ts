/** The node's part: pulls images, starts containers, and writes down how they are. */
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

import type { ContainerState, ContainerStatus, Pod } from '../../../main/kube/index.ts';
import { startProcess, type ContainerProcess, type ContainerProgram, type Output } from './container-process.ts';
import { EVENTS, PODS } from './resource-types.ts';
import { timestamp, type Store } from './store.ts';

/** Between the first failed pull and `ImagePullBackOff`. */
const PULL_BACK_OFF_MS = 50;

/** What an image holds: its entry point, and the other programs that can be executed. */
export interface Image {
  /** As long as it takes; no time if not given. */
  readonly pull?: () => Promise<void>;
  readonly program: ContainerProgram;
  readonly exec?: (argv: readonly string[]) => ContainerProgram | undefined;
}

export interface Kubelet {
  /** Of a container that runs. */
  processOf(pod: Pod, container: string): ContainerProcess | undefined;
  /** `undefined`: the image has no such program. */
  exec(pod: Pod, container: string, process: ExecOptions): ContainerProcess | undefined;
  /** Kills all processes and stops watching. */
  dispose(): void;
}

export interface ExecOptions {
  readonly argv: readonly string[];
  readonly tty: boolean;
  readonly output: Output;
}

interface Started {
  readonly name: string;
  readonly image: string;
  readonly tty: boolean;
  readonly argv: readonly string[];
  readonly ephemeral: boolean;
}

const SLEEP: ContainerProgram = ({ signal }) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(0));
  });

export function startKubelet(store: Store, images: ReadonlyMap<string, Image>): Kubelet {
  const processes = new Map<string, ContainerProcess>();
  const ending = new AbortController();
  const seen = new Set<string>();

  const isOver = (): boolean => ending.signal.aborted;
  const keyOf = (pod: Pod, container: string): string => `${pod.metadata?.uid ?? ''}/${container}`;

  const unsubscribe = store.onChange(({ type, resource, object }) => {
    if (resource !== PODS) return;
    const pod: Pod = object;
    if (type === 'DELETED') {
      for (const [key, process] of processes) if (key.startsWith(`${object.metadata.uid}/`)) process.kill();
      return;
    }
    for (const container of newContainers(pod)) {
      const key = keyOf(pod, container.name);
      if (seen.has(key)) continue;
      seen.add(key);
      void start(pod, container);
    }
  });

  async function start(pod: Pod, container: Started): Promise<void> {
    const image = images.get(container.image);
    await nextTurn();
    if (isOver()) return;
    tell(pod, container, { waiting: { reason: 'ContainerCreating' } });
    report(pod, container, 'Normal', 'Pulling', `Pulling image "${container.image}"`);
    if (image === undefined) {
      await failToPull(pod, container);
      return;
    }
    await image.pull?.();
    report(pod, container, 'Normal', 'Pulled', `Successfully pulled image "${container.image}" in 21ms`);
    report(pod, container, 'Normal', 'Created', `Created container: ${container.name}`);
    const startedAt = timestamp();
    const process = startProcess(image.program, { argv: container.argv, tty: container.tty });
    processes.set(keyOf(pod, container.name), process);
    tell(pod, container, { running: { startedAt } });
    report(pod, container, 'Normal', 'Started', `Started container ${container.name}`);
    const exitCode = await process.exited;
    if (isOver()) return;
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    tell(pod, container, { terminated: { exitCode, reason, startedAt, finishedAt: timestamp() } });
  }

  async function failToPull(pod: Pod, container: Started): Promise<void> {
    const reference = `docker.io/library/${container.image}`;
    const why = `failed to pull and unpack image "${reference}": failed to resolve reference "${reference}": ${reference}: not found`;
    report(pod, container, 'Warning', 'Failed', `Failed to pull image "${container.image}": ${why}`);
    tell(pod, container, { waiting: { reason: 'ErrImagePull', message: why } });
    await wait(PULL_BACK_OFF_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    if (ending.signal.aborted) return;
    const message = `Back-off pulling image "${container.image}": ErrImagePull: ${why}`;
    report(pod, container, 'Normal', 'BackOff', message);
    tell(pod, container, { waiting: { reason: 'ImagePullBackOff', message } });
  }

  function tell(pod: Pod, { name, image, ephemeral }: Started, state: ContainerState): void {
    const { namespace, name: podName = '', uid } = pod.metadata ?? {};
    const current: Pod | undefined = store.get(PODS, namespace, podName);
    if (current?.metadata?.uid !== uid || current?.status === undefined) return;
    const field = ephemeral ? 'ephemeralContainerStatuses' : 'containerStatuses';
    const others = (current.status[field] ?? []).filter((status) => status.name !== name);
    const ready = state.running !== undefined && !ephemeral;
    const status: ContainerStatus = { name, image, imageID: '', ready, restartCount: 0, state };
    const next: Pod = { ...current, status: { ...current.status, [field]: [...others, status] } };
    store.put(PODS, next);
  }

  function report(pod: Pod, { name, ephemeral }: Started, type: string, reason: string, message: string): void {
    const { namespace = '', name: podName = '', uid } = pod.metadata ?? {};
    const field = ephemeral ? 'ephemeralContainers' : 'containers';
    store.put(
      EVENTS,
      event(
        { kubeNamespace: namespace, pod: podName, uid: uid ?? '', type, reason, message },
        `spec.${field}{${name}}`,
        store.version,
      ),
    );
  }

  return {
    processOf: (pod, container) => {
      const key = keyOf(pod, container);
      const known = processes.get(key);
      if (known !== undefined || !isRunning(pod, container)) return known;
      const described = allContainers(pod).find(({ name }) => name === container);
      const program = images.get(described?.image ?? '')?.program ?? SLEEP;
      const process = startProcess(program, { argv: described?.argv ?? [], tty: described?.tty ?? false });
      processes.set(key, process);
      return process;
    },
    exec: (pod, container, options) => {
      const image = allContainers(pod).find(({ name }) => name === container)?.image ?? '';
      const program = images.get(image)?.exec?.(options.argv);
      if (program === undefined) return undefined;
      const process = startProcess(program, options);
      const key = `${keyOf(pod, container)}/${String(processes.size)}`;
      processes.set(key, process);
      return process;
    },
    dispose: () => {
      ending.abort();
      unsubscribe();
      for (const process of processes.values()) process.kill();
      processes.clear();
    },
  };
}

export interface EventFacts {
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

/** An event about a pod; `serial` keeps names apart. */
export function event(facts: EventFacts, fieldPath: string, serial: number): object {
  const { kubeNamespace, pod, uid, type, reason, message } = facts;
  return {
    metadata: { name: `${pod}.${String(serial)}`, namespace: kubeNamespace },
    involvedObject: { kind: 'Pod', apiVersion: 'v1', namespace: kubeNamespace, name: pod, uid, fieldPath },
    type,
    reason,
    message,
    count: 1,
    firstTimestamp: timestamp(),
    lastTimestamp: timestamp(),
    source: { component: 'kubelet', host: 'node-1' },
  };
}

/** Those that have not been started yet: a pod that comes with statuses has had its start. */
function newContainers(pod: Pod): readonly Started[] {
  const { containerStatuses = [], ephemeralContainerStatuses = [] } = pod.status ?? {};
  const known = new Set([...containerStatuses, ...ephemeralContainerStatuses].map(({ name }) => name));
  return pod.status === undefined ? [] : allContainers(pod).filter(({ name }) => !known.has(name));
}

function allContainers({ spec }: Pod): readonly Started[] {
  const described = (
    {
      name,
      image = '',
      tty = false,
      command = [],
      args = [],
    }: {
      readonly name: string;
      readonly image?: string;
      readonly tty?: boolean;
      readonly command?: readonly string[];
      readonly args?: readonly string[];
    },
    ephemeral: boolean,
  ): Started => ({ name, image, tty, argv: [...command, ...args], ephemeral });
  return [
    ...(spec?.containers ?? []).map((container) => described(container, false)),
    ...(spec?.ephemeralContainers ?? []).map((container) => described(container, true)),
  ];
}

function isRunning({ status }: Pod, container: string): boolean {
  const { containerStatuses = [], ephemeralContainerStatuses = [] } = status ?? {};
  return [...containerStatuses, ...ephemeralContainerStatuses].some(
    ({ name, state }) => name === container && state?.running !== undefined,
  );
}
