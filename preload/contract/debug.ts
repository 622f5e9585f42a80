/** Ephemeral debug containers: a plan that changes nothing, then the change, then its phases as they happen. */
import { z } from 'zod';

import type { AccessAnswer } from './contexts.ts';
import { DebugWishes, type DebugGoal, type DebugProfile } from './debug-wishes.ts';
import type { ErrorForm } from './errors.ts';
import { call, itemStream } from './kinds.ts';
import { CopyRequest, NodeRequest, type PodPlan } from './pod-copies.ts';
import { PodRef, type KubectlLine } from './references.ts';
import { SharingRequest, type SharingPhase, type SharingPlan } from './shared-processes.ts';
import type { ContainerState } from './workloads.ts';

export const DebugRequest = PodRef.extend(DebugWishes.shape).extend({
  target: z.string().max(63).optional(),
});
export type DebugRequest = z.output<typeof DebugRequest>;

/** One line of *can I?*; `remedy` says what would help. */
export interface DebugCheck {
  readonly name: 'rights' | 'pod' | 'node' | 'podSecurity' | 'target' | 'image' | 'user';
  readonly outcome: 'passed' | 'limited' | 'failed' | 'unknown';
  readonly sentence: string;
  readonly fact?: string;
  readonly remedy?: string;
}

/** Whether a goal can be reached in this pod, and the plan with the least rights that reaches it. */
export interface GoalVerdict {
  readonly goal: DebugGoal;
  readonly answer: 'can' | 'limited' | 'cannot';
  readonly sentence: string;
  readonly remedy?: string;
  readonly plan?: { readonly profile: DebugProfile; readonly runAsUser?: number };
}

export interface DebugPlan {
  readonly name: string;
  readonly possible: boolean;
  /** `limited`: it can be done, and a check says what will not work, or may not. */
  readonly answer: 'can' | 'limited' | 'cannot';
  readonly goals: readonly GoalVerdict[];
  readonly checks: readonly DebugCheck[];
  readonly access: readonly AccessAnswer[];
  /** The very body that would be sent: a strategic merge patch of `pods/ephemeralcontainers`, as YAML. */
  readonly patch: string;
  /** `spec.ephemeralContainers` before and after, as YAML. */
  readonly before: string;
  readonly after: string;
  /** From the server-side dry run, word for word; and kubectl's own warnings. */
  readonly warnings: readonly string[];
  readonly refusal?: ErrorForm;
  /** What kubectl would read by `--custom`, where the wishes need one: JSON. */
  readonly custom?: string;
  /** What this profile gives the container, in words. */
  readonly effects: readonly string[];
  readonly kubectl: KubectlLine;
}

/** A fact about the new container, with the time it became known; in the order they happen. */
export type DebugPhase =
  | { readonly phase: 'patched'; readonly at: string; readonly container: string }
  /** A copy or a node pod; `container` is the one to look into, where there is one. */
  | { readonly phase: 'podCreated'; readonly at: string; readonly pod: string; readonly container?: string }
  /** kubectl's `--replace`: after the copy was created. */
  | { readonly phase: 'originalDeleted'; readonly at: string; readonly pod: string }
  | { readonly phase: 'scheduled'; readonly at: string; readonly node: string }
  | { readonly phase: 'pulling'; readonly at: string; readonly message: string }
  | { readonly phase: 'pulled'; readonly at: string; readonly message: string }
  | { readonly phase: 'created'; readonly at: string }
  | { readonly phase: 'running'; readonly at: string }
  /** The cluster goes on trying; so does the app. `reason` is the kubelet's. */
  | {
      readonly phase: 'problem';
      readonly at: string;
      readonly reason: string;
      readonly message: string;
      readonly error: ErrorForm;
    }
  | { readonly phase: 'terminated'; readonly at: string; readonly state: ContainerState; readonly logTail: string }
  | { readonly phase: 'podGone'; readonly at: string };

export const debug = {
  /** Access reviews and a server-side dry run of the very patch; nothing is changed. */
  plan: call(DebugRequest).returns<DebugPlan>(),
  /**
   * Adds the container and follows it until it runs or has ended. Closing the stream stops following; what has been added
   * cannot be taken back. The first item is `patched`: a terminal may be opened from then on.
   */
  start: itemStream(DebugRequest).of<DebugPhase>(),
  /** A server-side dry run of the very pod, beside its original. */
  planCopy: call(CopyRequest).returns<PodPlan>(),
  /** Creates the copy and follows its debug container; the first item is `podCreated`. */
  startCopy: itemStream(CopyRequest).of<DebugPhase>(),
  planNode: call(NodeRequest).returns<PodPlan>(),
  startNode: itemStream(NodeRequest).of<DebugPhase>(),
  planSharing: call(SharingRequest).returns<SharingPlan>(),
  /** Patches the workload and follows its rollout; ends when it is complete. Closing the stream stops following. */
  startSharing: itemStream(SharingRequest).of<SharingPhase>(),
};
