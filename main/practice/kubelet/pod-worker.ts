/** The life of one pod on the node: its sandbox, its containers in their order, restarts, and its end. */
import type { Container, ContainerState, Pod } from '../../kube/index.ts';
import type { ContainerRuntime, PodSandbox } from '../container-runtime.ts';
import { backOffDelay, crashLoopBackOff, imagePullBackOff } from './back-off.ts';
import { startProbes } from './container-probes.ts';
import { execInRun, runContainer, StartProblem, type ContainerRun } from './container-run.ts';
import { podContainers, type FilesOf, type PodContainer } from './container-spec.ts';
import type { Report } from './pod-events.ts';
import { isOver, podStatus, type ContainerFacts } from './pod-status.ts';

export interface WorkerOptions {
  readonly runtime: ContainerRuntime;
  /** The pod as it is now; `undefined` when it is gone. */
  readonly current: () => Pod | undefined;
  /** Writes the pod's status down. */
  readonly tell: (status: NonNullable<Pod['status']>) => void;
  readonly report: Report;
  readonly filesOf: FilesOf;
  readonly hostAddress: string;
  /** Of the first restart, and of a pull that failed; doubled each time. */
  readonly backOffMs: number;
  readonly now: () => string;
  /**
   * A pod that came with statuses has had its start: ten thousand of them cost nothing. The programs of its running
   * containers start when somebody enters them, and its status stays as it came but for what happens from then on.
   */
  readonly adopted: boolean;
}

export interface PodWorker {
  /** To be called after every change of the pod. */
  sync(): void;
  /** The container's run, also after its end; `undefined` before its first start. */
  run(container: string): Promise<ContainerRun | undefined>;
  previousRun(container: string): ContainerRun | undefined;
  sandbox(): Promise<PodSandbox>;
  /** Ends all containers with grace; resolves when the pod may be removed. */
  stop(graceSeconds: number): Promise<void>;
  /** Kills everything. */
  dispose(): Promise<void>;
}

const DEFAULT_GRACE_SECONDS = 30;
/** Between the first failed pull and `ImagePullBackOff`. */
const SECOND_LOOK_MS = 50;
const FIELDS = { init: 'initContainers', ordinary: 'containers', ephemeral: 'ephemeralContainers' } as const;

interface Entry {
  facts: ContainerFacts;
  run: ContainerRun | undefined;
  previous: ContainerRun | undefined;
  /** Ends its probes, and its pause before a restart. */
  lifetime: AbortController;
}

export function createPodWorker(pod: Pod, options: WorkerOptions): PodWorker {
  const { runtime, current, tell, report, backOffMs, now, adopted } = options;
  const entries = new Map<string, Entry>();
  const ending = new AbortController();
  const startTime = pod.status?.startTime ?? now();
  let sandboxMade: Promise<PodSandbox> | undefined;
  let podAddress: string | undefined = adopted ? (pod.status?.podIP ?? '') : undefined;
  let stopping: Promise<void> | undefined;

  const latest = (): Pod => current() ?? pod;
  const isFinished = (): boolean => ending.signal.aborted || stopping !== undefined || isOver(latest().status?.phase);

  function publish(): void {
    const known = current();
    if (known === undefined || ending.signal.aborted) return;
    const facts = new Map([...entries].map(([name, entry]) => [name, entry.facts]));
    const sandbox = { hostAddress: options.hostAddress, podAddress, startTime };
    tell(podStatus(known, facts, sandbox, now(), adopted));
  }

  function change(entry: Entry, next: Partial<ContainerFacts>): void {
    entry.facts = { ...entry.facts, ...next };
    publish();
  }

  function enter(container: PodContainer, state: ContainerState): Entry {
    const facts = { container, state, lastState: {}, restartCount: 0, ready: false, imageId: '', containerId: '' };
    const entry: Entry = { facts, run: undefined, previous: undefined, lifetime: new AbortController() };
    entries.set(container.spec.name, entry);
    return entry;
  }

  function say({ kind, spec }: PodContainer, type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (ending.signal.aborted) return;
    report(latest(), { type, reason, message, fieldPath: `spec.${FIELDS[kind]}{${spec.name}}` });
  }

  function sandbox(): Promise<PodSandbox> {
    sandboxMade ??= runtime.createSandbox({
      id: pod.metadata?.uid ?? '',
      hostname: pod.spec?.hostname ?? pod.metadata?.name ?? '',
      sharedProcesses: pod.spec?.shareProcessNamespace === true,
    });
    return sandboxMade;
  }

  async function begin(): Promise<void> {
    const all = podContainers(pod).filter(({ kind }) => kind !== 'ephemeral');
    const hasInit = all.some(({ kind }) => kind === 'init');
    for (const container of all)
      enter(container, { waiting: { reason: hasInit ? 'PodInitializing' : 'ContainerCreating' } });
    publish();
    podAddress = (await sandbox()).address;
    publish();
    for (const { kind, spec } of all) if (kind === 'init') await keepRunning(spec.name);
    for (const { kind, spec } of all) if (kind === 'ordinary') void keepRunning(spec.name);
    sync();
  }

  /** As often as its pod's policy wants; an init container until it has succeeded. */
  async function keepRunning(name: string): Promise<void> {
    const entry = entries.get(name);
    while (entry !== undefined && !isFinished()) {
      const exitCode = await runToEnd(entry);
      if (isFinished()) break;
      const { restartPolicy = 'Always' } = latest().spec ?? {};
      const isInit = entry.facts.container.kind === 'init';
      const again = restartPolicy === 'Always' && !isInit ? true : restartPolicy !== 'Never' && exitCode !== 0;
      if (!again) return;
      await backOff(entry);
    }
    if (isOver(latest().status?.phase)) await endWhatIsLeft();
  }

  /** Returns the exit code; `undefined`: the pod ended first. A start that fails is tried again for ever. */
  async function runToEnd(entry: Entry): Promise<number | undefined> {
    for (let attempt = 0; !isFinished(); attempt += 1) {
      try {
        const { process } = await start(entry);
        return end(entry, await process.exited);
      } catch (error) {
        if (ending.signal.aborted) return undefined;
        await tellProblem(entry, error);
        await pause(entry, backOffDelay(backOffMs, attempt));
      }
    }
    return undefined;
  }

  async function start(entry: Entry): Promise<ContainerRun> {
    const { container } = entry.facts;
    const made = await sandbox();
    const { targetContainerName: target = '' } = 'targetContainerName' in container.spec ? container.spec : {};
    if (adopted && target !== '' && !entries.has(target)) await play(target);
    const run = await runContainer({
      ...{ runtime, container, sandbox: made, filesOf: options.filesOf, signal: ending.signal },
      pod: latest(),
      runOf: (name) => entries.get(name)?.run,
      say: (type, reason, message) => {
        say(container, type, reason, message);
      },
    });
    if (ending.signal.aborted) run.process.kill('SIGKILL');
    const isAgain = entry.run !== undefined;
    if (isAgain) entry.previous = entry.run;
    entry.run = run;
    entry.lifetime = new AbortController();
    const probed = container.kind === 'ordinary' ? container.spec : undefined;
    change(entry, {
      state: { running: { startedAt: now() } },
      ready: probed?.readinessProbe === undefined && probed?.startupProbe === undefined && probed !== undefined,
      imageId: run.image.id,
      containerId: `${runtime.name}://${run.process.id}`,
      ...(isAgain ? { restartCount: entry.facts.restartCount + 1 } : {}),
    });
    if (container.kind === 'ordinary') probe(entry, made, run);
    return run;
  }

  function probe(entry: Entry, made: PodSandbox, run: ContainerRun): void {
    const { container } = entry.facts;
    const spec: Container = container.spec;
    startProbes({
      spec,
      container: {
        sandbox: made,
        ports: spec.ports ?? [],
        exec: (argv, output) => execInRun(run, latest(), container, { argv, output, stdin: false, tty: false }),
      },
      signal: entry.lifetime.signal,
      tellReady: (ready) => {
        if (entry.facts.ready !== ready) change(entry, { ready });
      },
      tellFailure: (message) => {
        say(container, 'Warning', 'Unhealthy', message);
      },
      restart: (kind) => {
        say(container, 'Normal', 'Killing', `Container ${spec.name} failed ${kind} probe, will be restarted`);
        void run.process.stop(latest().spec?.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
      },
    });
  }

  function end(entry: Entry, exit: { readonly exitCode: number; readonly outOfMemory?: boolean }): number {
    const { exitCode } = exit;
    entry.lifetime.abort();
    const reason = exit.outOfMemory === true ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
    const { state, containerId } = entry.facts;
    const startedAt = state.running?.startedAt ?? now();
    const terminated = { exitCode, reason, startedAt, finishedAt: now(), containerID: containerId };
    change(entry, { state: { terminated }, ready: false });
    return exitCode;
  }

  async function tellProblem(entry: Entry, error: unknown): Promise<void> {
    const { container } = entry.facts;
    const problem = error instanceof StartProblem ? error : new StartProblem('RunContainerError', String(error));
    const { reason, message } = problem;
    say(container, 'Warning', 'Failed', problem.event ?? `Error: ${message}`);
    change(entry, { state: { waiting: { reason, message } } });
    if (reason !== 'ErrImagePull') return;
    say(container, 'Warning', 'Failed', 'Error: ErrImagePull');
    await pause(entry, SECOND_LOOK_MS);
    const { event, waiting } = imagePullBackOff(container.spec.image ?? '', message);
    say(container, 'Normal', 'BackOff', event);
    say(container, 'Warning', 'Failed', 'Error: ImagePullBackOff');
    change(entry, { state: { waiting } });
  }

  async function backOff(entry: Entry): Promise<void> {
    const { container, state, restartCount } = entry.facts;
    // The first restart comes at once.
    if (restartCount === 0) {
      change(entry, { lastState: state });
      return;
    }
    const delay = backOffDelay(backOffMs, restartCount - 1);
    const { event, waiting } = crashLoopBackOff(pod, container.spec.name, delay);
    say(container, 'Warning', 'BackOff', event);
    change(entry, { lastState: state, state: { waiting } });
    await pause(entry, delay);
  }

  function pause(entry: Entry, milliseconds: number): Promise<void> {
    const lifetime = new AbortController();
    entry.lifetime = lifetime;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      lifetime.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Starts ephemeral containers that are new; what has ended is never started again. */
  function sync(): void {
    if (podAddress === undefined || isFinished()) return;
    const told = new Set((latest().status?.ephemeralContainerStatuses ?? []).map(({ name }) => name));
    for (const container of podContainers(latest())) {
      const { name } = container.spec;
      if (container.kind !== 'ephemeral' || entries.has(name) || (adopted && told.has(name))) continue;
      const entry = enter(container, { waiting: { reason: 'ContainerCreating' } });
      publish();
      void runToEnd(entry);
    }
  }

  /** Of an adopted pod: the status says that it runs, so its program starts now, and nobody is told. */
  async function play(name: string): Promise<ContainerRun | undefined> {
    const container = podContainers(latest()).find(({ spec }) => spec.name === name);
    const { containerStatuses = [], ephemeralContainerStatuses = [] } = latest().status ?? {};
    const status = [...containerStatuses, ...ephemeralContainerStatuses].find((known) => known.name === name);
    if (container === undefined || status?.state?.running === undefined) return undefined;
    const entry = enter(container, status.state);
    const run = await runContainer({
      ...{ runtime, container, sandbox: await sandbox(), filesOf: options.filesOf, signal: ending.signal },
      pod: latest(),
      runOf: () => undefined,
      say: () => undefined,
    });
    entry.run = run;
    entry.facts = { ...entry.facts, ready: true, imageId: status.imageID };
    void run.process.exited.then((exit) => end(entry, exit));
    return run;
  }

  function endLifetimes(): void {
    for (const { lifetime } of entries.values()) lifetime.abort();
  }

  async function endWhatIsLeft(): Promise<void> {
    endLifetimes();
    await Promise.all(
      [...entries.values()].map(async ({ run }) => {
        if (run?.ended === false) await run.process.stop(0);
      }),
    );
  }

  async function stopAll(graceSeconds: number): Promise<void> {
    endLifetimes();
    await Promise.all(
      [...entries.values()].map(async ({ facts, run }) => {
        if (run?.ended !== false) return;
        say(facts.container, 'Normal', 'Killing', `Stopping container ${facts.container.spec.name}`);
        await run.process.stop(graceSeconds);
      }),
    );
    await removeSandbox();
  }

  async function removeSandbox(): Promise<void> {
    const made = await sandboxMade?.catch(() => undefined);
    await made?.remove();
  }

  if (!adopted) {
    void begin().catch((error: unknown) => {
      if (ending.signal.aborted) return;
      const message = `Failed to create pod sandbox: ${error instanceof Error ? error.message : String(error)}`;
      report(latest(), { type: 'Warning', reason: 'FailedCreatePodSandBox', message });
    });
  }

  return {
    sync,
    run: async (name) => entries.get(name)?.run ?? (adopted && !entries.has(name) ? await play(name) : undefined),
    previousRun: (container) => entries.get(container)?.previous,
    sandbox,
    stop: (graceSeconds) => (stopping ??= stopAll(graceSeconds)),
    dispose: async () => {
      ending.abort();
      endLifetimes();
      await removeSandbox();
    },
  };
}
