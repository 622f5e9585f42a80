/** `shareProcessNamespace` of a whole workload: every pod of it is made anew. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import type { PlanFinding } from './pod-copies.ts';
import { KubeNamespaceRef, type KubectlLine } from './references.ts';

/** Kinds that roll out a changed template by themselves. */
export const SHARING_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

export const SharingRequest = KubeNamespaceRef.extend({
  kind: z.enum(SHARING_KINDS),
  workload: z.string().min(1).max(253),
});
export type SharingRequest = z.output<typeof SharingRequest>;

export interface SharingPlan {
  readonly possible: boolean;
  /** What changes for the containers, in words. */
  readonly effects: readonly string[];
  readonly findings: readonly (Omit<PlanFinding, 'name'> & {
    readonly name: PlanFinding['name'] | 'owner' | 'entryPoint' | 'rollout' | 'state';
  })[];
  /** Pods that will be replaced. */
  readonly pods: readonly string[];
  readonly before: string;
  readonly after: string;
  readonly warnings: readonly string[];
  readonly refusal?: ErrorForm;
  readonly kubectl: KubectlLine;
  /** The line that takes it back. */
  readonly kubectlBack: KubectlLine;
}

export type SharingPhase =
  | { readonly phase: 'patched'; readonly at: string }
  | {
      readonly phase: 'rollingOut';
      readonly at: string;
      readonly updated: number;
      readonly ready: number;
      readonly desired: number;
    }
  /** The controller's or a pod's own words; it goes on trying. */
  | { readonly phase: 'problem'; readonly at: string; readonly reason: string; readonly message: string }
  | { readonly phase: 'rolledOut'; readonly at: string; readonly pods: readonly string[] };
