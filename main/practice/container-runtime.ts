/**
 * What the practice cluster's kubelet needs of whatever runs its containers: real processes in Linux namespaces
 * (`runtime/`), or functions in this process (tests). What every runtime would have to do alike is not here: logs,
 * restarts, attached clients, probes, statuses and events are the kubelet's.
 *
 * The kubelet runs in the core's process. Whatever helper a runtime needs, it starts and ends by itself.
 */
import type { Duplex } from 'node:stream';

export interface ContainerRuntime {
  /** Before `://` of container ids, and with the version in the node's facts: `practice`. */
  readonly name: string;
  readonly version: string;
  /** What can be pulled here, for the node's status and for messages. */
  readonly images: readonly ImageFacts[];
  /** Makes the image ready. Throws `RuntimeError` `imageNotFound` for a reference that it does not know. */
  pull(reference: string, signal: AbortSignal): Promise<ImageFacts>;
  /** Net, ipc and uts for the containers of one pod; with `sharedProcesses` also pid, and a pause process in it. */
  createSandbox(options: SandboxOptions): Promise<PodSandbox>;
  /** Ends every sandbox, and whatever the runtime itself has open. */
  dispose(): Promise<void>;
}

export interface ImageFacts {
  /** As it may be written in a pod, the usual one first: `busybox:latest`, `busybox:1`. */
  readonly references: readonly string[];
  /** `sha256:…` */
  readonly id: string;
  readonly bytes: number;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly user: ProcessUser;
}

export interface ProcessUser {
  readonly uid: number;
  readonly gid: number;
}

export interface SandboxOptions {
  /** Unique for ever; the pod's uid. */
  readonly id: string;
  readonly hostname: string;
  readonly sharedProcesses: boolean;
}

export interface PodSandbox {
  readonly id: string;
  /** As the pod's status shows it. Whether others reach it is the runtime's affair. */
  readonly address: string;
  /** Resolves when the program has been executed. Throws `RuntimeError` as a cluster's runtime would refuse. */
  startContainer(options: ContainerOptions): Promise<RunningContainer>;
  /** A connection to a port of the pod's loopback. Throws `RuntimeError` `connectionRefused`. */
  connect(port: number): Promise<Duplex>;
  /** Kills what is left in it, and removes it with its volumes. */
  remove(): Promise<void>;
}

export interface ContainerOptions extends ProcessOptions {
  /** In its pod; the same again after a restart. */
  readonly name: string;
  /** A reference that has been pulled. */
  readonly image: string;
  readonly processes: ProcessSharing;
  readonly readOnlyRootFilesystem: boolean;
  readonly mounts: readonly ContainerMount[];
  /** What a cluster would hold it to; a runtime without cgroups may ignore it. */
  readonly memoryBytes?: number;
}

/** Whose pid namespace it lives in: its own, all of the pod's, or that of one container. */
export type ProcessSharing =
  | { readonly kind: 'own' }
  | { readonly kind: 'pod' }
  | { readonly kind: 'target'; readonly container: RunningContainer };

export interface ContainerMount {
  readonly path: string;
  readonly readOnly: boolean;
  readonly volume: PodVolume;
}

/** `emptyDir` is one folder for each name and sandbox; the rest are files that are given with their content. */
export type PodVolume =
  | { readonly kind: 'emptyDir'; readonly name: string }
  | { readonly kind: 'files'; readonly name: string; readonly files: ReadonlyMap<string, Uint8Array> };

export interface ProcessOptions {
  /** The whole argv, at least one word; of a container what image and pod say together. */
  readonly argv: readonly string[];
  /** All of it; nothing of this process' own environment is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly user: ProcessUser;
  readonly privileges: ProcessPrivileges;
  /** Without it the program reads an end at once. */
  readonly stdin: boolean;
  /** One stream for both outputs, and window sizes. */
  readonly tty: boolean;
  /** There from the first byte on. The program waits as long as the promise does. */
  readonly output: ProcessOutput;
}

export interface ProcessPrivileges {
  readonly privileged: boolean;
  /** Without `CAP_`; `ALL` for all of them. */
  readonly addedCapabilities: readonly string[];
  readonly droppedCapabilities: readonly string[];
  readonly allowPrivilegeEscalation: boolean;
}

export type ProcessOutput = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => Promise<void>;

export interface RunningProcess {
  /** After the last byte of output has been handed over. */
  readonly exited: Promise<ProcessExit>;
  /** Resolves when there is room for more; bytes for a program that has ended are lost. */
  write(bytes: Uint8Array): Promise<void>;
  endInput(): void;
  resize(size: TerminalSize): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface RunningContainer extends RunningProcess {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** Resolves when the program has been executed. Throws `RuntimeError` as a cluster's runtime would refuse. */
  exec(options: ProcessOptions): Promise<RunningProcess>;
  /** TERM, so many seconds, KILL; resolves when nothing of it runs any more. */
  stop(graceSeconds: number): Promise<void>;
}

export interface ProcessExit {
  /** 128 + the signal's number for a program that a signal ended. */
  readonly exitCode: number;
  readonly signal?: number;
  readonly outOfMemory?: boolean;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export type RuntimeProblem =
  | 'imageNotFound'
  | 'executableNotFound'
  | 'permissionDenied'
  | 'noSuchDirectory'
  | 'targetNotRunning'
  | 'notRunning'
  | 'connectionRefused'
  | 'unsupported'
  | 'failed';

/** `message` is what containerd or runc would say, without what the kubelet puts before it. */
export class RuntimeError extends Error {
  readonly problem: RuntimeProblem;

  constructor(problem: RuntimeProblem, message: string) {
    super(message);
    this.name = 'RuntimeError';
    this.problem = problem;
  }
}
