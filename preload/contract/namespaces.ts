/** Linux namespaces and processes of a pod, from the kernel's own numbers where it gives them. */
import { z } from 'zod';

import { call, itemStream } from './kinds.ts';
import { ContainerRef, PodRef, ProcessRef } from './references.ts';

export const NAMESPACE_KINDS = ['net', 'ipc', 'uts', 'pid', 'mnt', 'user', 'cgroup', 'time'] as const;
export type NamespaceKind = (typeof NAMESPACE_KINDS)[number];

/**
 * The kernel gives its first namespaces fixed numbers (`include/uapi/linux/nsfs.h`): a process that has one of them has the
 * node's own. Older kernels number the first net namespace like any other.
 */
export const NODE_NAMESPACES: Readonly<Partial<Record<NamespaceKind, number>>> = {
  ipc: 0xef_ff_ff_ff,
  uts: 0xef_ff_ff_fe,
  user: 0xef_ff_ff_fd,
  pid: 0xef_ff_ff_fc,
  cgroup: 0xef_ff_ff_fb,
  time: 0xef_ff_ff_fa,
  net: 0xef_ff_ff_f9,
  mnt: 0xef_ff_ff_f8,
};

/** `kernel`: read from `/proc/PID/ns`; `inferred`: from the pod's spec; `refused`: the kernel would not say; `unseen`: nothing to ask. */
export interface NamespaceCell {
  readonly kind: NamespaceKind;
  readonly evidence: 'kernel' | 'inferred' | 'refused' | 'unseen';
  /** The kernel's number, as in `net:[4026532581]`. */
  readonly inode?: number;
  /** Cells of one column with the same group share the namespace. */
  readonly group?: string;
  /** How it is known, as a command a person could run, or a sentence. */
  readonly because: string;
}

export interface NamespaceRow {
  readonly container: string;
  /** `node` is there where the pod uses some of the node's own; `sandbox` is the pause process. */
  readonly role: 'node' | 'sandbox' | 'init' | 'sidecar' | 'ordinary' | 'ephemeral';
  /** Main process's command line, where seen. */
  readonly command?: string;
  /** The main process, as a number that `seenFrom` knows it by. */
  readonly main?: { readonly seenFrom: string; readonly pid: number };
  readonly target?: string;
  readonly cells: readonly NamespaceCell[];
}

export interface ProcessCapabilities {
  readonly effective: readonly string[];
  readonly permitted: readonly string[];
  readonly bounding: readonly string[];
}

export interface ProcessInfo {
  /** As seen from the container that was asked. */
  readonly pid: number;
  /** One number for each pid namespace from the outermost that is visible to its own (`NSpid`). */
  readonly namespacePids: readonly number[];
  readonly parent: number;
  readonly command: readonly string[];
  readonly name: string;
  /** Effective, like the group; 0 as long as it has come in brief. */
  readonly uid: number;
  readonly gid: number;
  /** The kernel's letter: R, S, D, T, t, Z, X, I. */
  readonly state: string;
  readonly threads: number;
  readonly residentBytes: number;
  readonly cpuSeconds: number;
  readonly startedAt?: string;
  /** Clock ticks after the node's boot: with `pid` it tells a process from a later one of the same number. */
  readonly startedTicks: number;
  /** Absent where it has none, as a zombie. */
  readonly openFiles?: number | 'refused';
  readonly cgroup?: string;
  /** Container of this pod that it belongs to, from its cgroup path; absent when unknown. */
  readonly container?: string;
  readonly seccomp?: 'off' | 'strict' | 'filter';
  readonly noNewPrivileges?: boolean;
  readonly capabilities?: ProcessCapabilities;
  readonly namespaces: readonly { readonly kind: NamespaceKind; readonly inode?: number; readonly refused: boolean }[];
  /** Whether `/proc/PID/root` opens for the container that was asked. */
  readonly rootReadable: boolean;
  /**
   * One of very many that are new: its number, parent, name, state, load and container are there, and the rest of it is on its
   * way.
   */
  readonly isBrief?: true;
}

/** How a container was asked, and what asking it once took. */
export interface ProbeCost {
  /** `program` is the app's own in a debug container, `shell` a script for what the container has. */
  readonly way: 'program' | 'shell';
  /** Until there was an answer: in the container by the program, from here by the shell. */
  readonly milliseconds: number;
  /** What of it the program has used of a processor, in milliseconds; not known of a shell. */
  readonly cpuMs?: number;
  /** Over the wire. */
  readonly bytes: number;
}

/** What one container could see of `/proc`. */
export interface ProcessView {
  readonly container: string;
  readonly processes: readonly ProcessInfo[];
  /** The node's clock since its boot when it was read: between two readings a process's CPU seconds are its load. */
  readonly clockMs?: number;
  readonly cost?: ProbeCost;
  /** Why this container could not be asked. */
  readonly problem?: string;
}

export interface PodNamespaces {
  readonly at: string;
  readonly rows: readonly NamespaceRow[];
  /** Best view first: the one that sees most. */
  readonly views: readonly ProcessView[];
  /** One sentence each of what is shared and what not: `net, ipc, uts are shared by all; pid …`. */
  readonly findings: readonly string[];
}

/** Only what is not as it was in the item before. */
export interface ProcessViewChange {
  readonly container: string;
  readonly clockMs?: number;
  readonly cost?: ProbeCost;
  readonly problem?: string;
  /** New processes, and those of which anything has changed. */
  readonly changed: readonly ProcessInfo[];
  readonly gone: readonly number[];
}

export type NamespacesItem =
  /** All of it: first, and whenever other containers can be asked than before. */
  | { readonly type: 'read'; readonly namespaces: PodNamespaces }
  | {
      readonly type: 'changed';
      readonly at: string;
      readonly views: readonly ProcessViewChange[];
      /** Absent if they are as they were. */
      readonly rows?: readonly NamespaceRow[];
      readonly findings?: readonly string[];
    };

const DEFAULT_REFRESH_MS = 2000;

const WatchedPod = PodRef.extend({
  refreshMs: z.number().int().min(500).max(60_000).default(DEFAULT_REFRESH_MS),
});

/** A process as it was seen: another one that has got its number since is not meant. */
export const SeenProcess = ProcessRef.extend({ startedTicks: z.number().int().min(0) });
export type SeenProcess = z.infer<typeof SeenProcess>;

/** What the kernel told, or why it did not. */
export type Told<Value> =
  | { readonly told: true; readonly value: Value; readonly isCut: boolean }
  | { readonly told: false; readonly reason: 'refused' | 'failed'; readonly message: string };

export interface SocketEnds {
  readonly protocol: 'tcp' | 'tcp6' | 'udp' | 'udp6' | 'unix';
  /** The kernel's word, `ESTABLISHED`; of a UNIX socket, what it is for. */
  readonly state: string;
  readonly local: string;
  readonly peer?: string;
}

export interface OpenFile {
  readonly number: number;
  readonly opens: 'read' | 'write' | 'both' | 'none';
  /** The link's text: a path, `pipe:[123]`, `socket:[123]`, `anon_inode:[eventpoll]`. */
  readonly target: string;
  /** Of a socket that a table of its net namespace names. */
  readonly socket?: SocketEnds;
}

export interface ProcessLimit {
  readonly name: string;
  readonly soft: string;
  readonly hard: string;
  readonly unit: string;
}

export interface ProcessDetails {
  readonly openFiles: Told<readonly OpenFile[]>;
  readonly limits: Told<readonly ProcessLimit[]>;
  /** Names alone: values leave the container only when they are asked for. */
  readonly environment: Told<readonly string[]>;
  /** A shell of the process's own image, as it calls it. */
  readonly shell?: string;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

export const SIGNALS = ['TERM', 'KILL', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2', 'STOP', 'CONT'] as const;
export type SignalName = (typeof SIGNALS)[number];
const SignalRequest = SeenProcess.extend({ signal: z.enum(SIGNALS) });

/** A command that shows what a cell says: short, without side effects, run in a debug container. */
export const Proof = ContainerRef.extend({ command: z.array(z.string().min(1).max(1024)).min(1).max(16) });

export interface ProofAnswer {
  /** What it printed, on both streams; control characters as pictures. */
  readonly output: string;
  readonly isCut: boolean;
  readonly exitCode: number;
  readonly milliseconds: number;
}

export const namespaces = {
  /** One exec call for each container that can be asked; bounded in time and bytes. */
  probe: call(PodRef).returns<PodNamespaces>(),
  /** The same, refreshed for as long as it is read. */
  watch: itemStream(WatchedPod).of<NamespacesItem>(),
  inspect: call(SeenProcess).returns<ProcessDetails>(),
  environment: call(SeenProcess).returns<Told<readonly EnvironmentVariable[]>>(),
  signal: call(SignalRequest).returns<Record<never, never>>(),
  prove: call(Proof).returns<ProofAnswer>(),
};
