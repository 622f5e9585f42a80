/** Linux namespaces and processes of a pod, from the kernel's own numbers where it gives them. */
import { call } from './kinds.ts';
import { PodRef } from './references.ts';

export const NAMESPACE_KINDS = ['net', 'ipc', 'uts', 'pid', 'mnt', 'user', 'cgroup', 'time'] as const;
export type NamespaceKind = (typeof NAMESPACE_KINDS)[number];

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
  /** `sandbox` is the pause process. */
  readonly container: string;
  readonly role: 'sandbox' | 'init' | 'sidecar' | 'ordinary' | 'ephemeral';
  /** Main process's command line, where seen. */
  readonly command?: string;
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
  readonly uid: number;
  readonly gid: number;
  /** The kernel's letter: R, S, D, T, t, Z, X, I. */
  readonly state: string;
  readonly threads: number;
  readonly residentBytes: number;
  readonly cpuSeconds: number;
  readonly startedAt?: string;
  readonly cgroup?: string;
  /** Container of this pod that it belongs to, from its cgroup path; absent when unknown. */
  readonly container?: string;
  readonly seccomp?: 'off' | 'strict' | 'filter';
  readonly noNewPrivileges?: boolean;
  readonly capabilities?: ProcessCapabilities;
  readonly namespaces: readonly { readonly kind: NamespaceKind; readonly inode?: number; readonly refused: boolean }[];
  /** Whether `/proc/PID/root` opens for the container that was asked. */
  readonly rootReadable: boolean;
}

/** What one container could see of `/proc`. */
export interface ProcessView {
  readonly container: string;
  readonly processes: readonly ProcessInfo[];
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

export const namespaces = {
  /** One exec call for each container that can be asked; bounded in time and bytes. */
  probe: call(PodRef).returns<PodNamespaces>(),
};
