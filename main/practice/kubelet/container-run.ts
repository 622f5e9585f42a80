/** One run of a container: from its image to a process, with its log and whoever is attached. */
import type { Pod } from '../../kube/index.ts';
import { RuntimeError, type ContainerRuntime, type ImageFacts, type PodSandbox } from '../container-runtime.ts';
import type { ProcessOptions, ProcessSharing, RunningContainer, RunningProcess } from '../container-runtime.ts';
import { createAttachedClients, type AttachedClients } from './attached-clients.ts';
import { createContainerLog, type ContainerLog } from './container-log.ts';
import {
  argvOf,
  environmentOf,
  mountsOf,
  mustRunAsNonRoot,
  privilegesOf,
  userOf,
  volumesOf,
  type FilesOf,
  type PodContainer,
} from './container-spec.ts';

/** Its log stays after its end. */
export interface ContainerRun {
  readonly log: ContainerLog;
  readonly clients: AttachedClients;
  readonly process: RunningContainer;
  readonly image: ImageFacts;
  /** `true` as soon as the process has ended. */
  readonly ended: boolean;
}

/** A container that cannot be made as the pod wants it; said in a status, and tried again. */
export class StartProblem extends Error {
  readonly reason: string;
  /** What the event says, if it is more than `Error: …` with the message. */
  readonly event: string | undefined;

  constructor(reason: string, message: string, event?: string) {
    super(message);
    this.name = 'StartProblem';
    this.reason = reason;
    this.event = event;
  }
}

export interface RunOptions {
  readonly runtime: ContainerRuntime;
  readonly pod: Pod;
  readonly container: PodContainer;
  readonly sandbox: PodSandbox;
  readonly filesOf: FilesOf;
  /** Of the pod's other containers, for a target. */
  readonly runOf: (container: string) => ContainerRun | undefined;
  readonly say: (type: 'Normal' | 'Warning', reason: string, message: string) => void;
  readonly signal: AbortSignal;
}

/** Pulls and starts. Throws StartProblem. */
export async function runContainer(options: RunOptions): Promise<ContainerRun> {
  const { pod, container, sandbox, say } = options;
  const { spec } = container;
  const image = await pull(options);
  const user = userOf(pod, container, image);
  if (mustRunAsNonRoot(pod, container) && user.uid === 0) {
    throw new StartProblem('CreateContainerConfigError', runsAsRoot(pod, spec.name));
  }
  const log = createContainerLog();
  const clients = createAttachedClients(log.write);
  try {
    const process = await sandbox.startContainer({
      name: spec.name,
      image: spec.image ?? '',
      processes: processesOf(options),
      argv: argvOf(container, image),
      environment: environmentOf(pod, container, image),
      workingDirectory: spec.workingDir ?? image.workingDirectory,
      user,
      privileges: privilegesOf(container),
      stdin: spec.stdin === true,
      tty: spec.tty === true,
      readOnlyRootFilesystem: spec.securityContext?.readOnlyRootFilesystem === true,
      mounts: mountsOf(container, volumesOf(pod.spec, options.filesOf)),
      output: clients.output,
    });
    const run = { log, clients, process, image, ended: false };
    void process.exited.then(() => {
      run.ended = true;
      log.finish();
    });
    say('Normal', 'Created', `Created container: ${spec.name}`);
    say('Normal', 'Started', `Started container ${spec.name}`);
    return run;
  } catch (error) {
    throw error instanceof StartProblem ? error : startProblem(error);
  }
}

export type ExecOptions = Pick<ProcessOptions, 'argv' | 'stdin' | 'tty' | 'output'>;

/** Another program in the container, as the container's own would be: its environment, folder, user and rights. */
export function execInRun(
  run: ContainerRun,
  pod: Pod,
  container: PodContainer,
  options: ExecOptions,
): Promise<RunningProcess> {
  return run.process.exec({
    ...options,
    environment: { ...environmentOf(pod, container, run.image), ...(options.tty ? { TERM: 'xterm' } : {}) },
    workingDirectory: container.spec.workingDir ?? run.image.workingDirectory,
    user: userOf(pod, container, run.image),
    privileges: privilegesOf(container),
  });
}

async function pull({ runtime, container, say, signal }: RunOptions): Promise<ImageFacts> {
  const { image: reference = '', imagePullPolicy } = container.spec;
  const isPresent =
    imagePullPolicy !== 'Always' && runtime.images.some(({ references }) => references.includes(reference));
  if (!isPresent) say('Normal', 'Pulling', `Pulling image "${reference}"`);
  const began = Date.now();
  try {
    const image = await runtime.pull(reference, signal);
    const took = `${String(Math.max(1, Date.now() - began))}ms`;
    const pulled = `Successfully pulled image "${reference}" in ${took} (${took} including waiting). Image size: ${String(image.bytes)} bytes.`;
    say('Normal', 'Pulled', isPresent ? `Container image "${reference}" already present on machine` : pulled);
    return image;
  } catch (error) {
    if (!(error instanceof RuntimeError) || error.problem !== 'imageNotFound') throw startProblem(error);
    throw new StartProblem('ErrImagePull', error.message, `Failed to pull image "${reference}": ${error.message}`);
  }
}

function processesOf({ pod, container: { spec }, runOf }: RunOptions): ProcessSharing {
  if (pod.spec?.shareProcessNamespace === true) return { kind: 'pod' };
  const name = 'targetContainerName' in spec ? spec.targetContainerName : undefined;
  if (name === undefined || name === '') return { kind: 'own' };
  const target = runOf(name);
  if (target === undefined) {
    throw new StartProblem('CreateContainerConfigError', `unable to find target container "${name}"`);
  }
  if (target.ended) {
    const message = `failed to generate container "${target.process.id}" spec: invalid target container: container is not running - container id: ${target.process.id}`;
    throw new StartProblem('CreateContainerError', message);
  }
  return { kind: 'target', container: target.process };
}

function startProblem(error: unknown): StartProblem {
  const message = error instanceof Error ? error.message : String(error);
  const why = `failed to create containerd task: failed to create shim task: ${message}`;
  return new StartProblem('RunContainerError', why);
}

function runsAsRoot(pod: Pod, container: string): string {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  return `container has runAsNonRoot and image will run as root (pod: "${name}_${namespace}(${uid})", container: ${container})`;
}
