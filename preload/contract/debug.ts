/** Ephemeral debug containers: a plan that changes nothing, then the change, then its phases as they happen. */
import { z } from 'zod';

import type { AccessAnswer } from './contexts.ts';
import type { ErrorForm } from './errors.ts';
import { call, itemStream } from './kinds.ts';
import { PodRef, type KubectlLine } from './references.ts';
import type { ContainerState } from './workloads.ts';

/** kubectl's own, in its order; `general` is its default from 1.36 on. */
export const DEBUG_PROFILES = ['legacy', 'general', 'baseline', 'netadmin', 'restricted', 'sysadmin'] as const;
export const DebugProfile = z.enum(DEBUG_PROFILES);
export type DebugProfile = z.infer<typeof DebugProfile>;

const COMMAND_LIMIT = 64;

export const DebugRequest = PodRef.extend({
  image: z.string().trim().min(1).max(512),
  /** Chosen by main when absent: `debugger-` and five characters. */
  name: z.string().max(63).optional(),
  target: z.string().max(63).optional(),
  profile: DebugProfile,
  /** Replaces the image's entry point, or is given to it with `argumentsOnly`. */
  command: z.array(z.string().max(8192)).max(COMMAND_LIMIT).default([]),
  argumentsOnly: z.boolean().default(false),
  environment: z
    .array(z.object({ name: z.string().min(1).max(253), value: z.string().max(32_768) }))
    .max(64)
    .default([]),
  imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional(),
  /** kubectl's `-i` and `-t`: fields of the container, not only of the session. */
  stdin: z.boolean().default(true),
  tty: z.boolean().default(true),
  /** For the kubectl line only: the window itself opens the terminal. */
  attach: z.boolean().default(true),
});
export type DebugRequest = z.output<typeof DebugRequest>;

/** One line of *can I?*; `remedy` says what would help. */
export interface DebugCheck {
  readonly name: 'rights' | 'pod' | 'node' | 'podSecurity' | 'target' | 'image';
  readonly outcome: 'passed' | 'limited' | 'failed' | 'unknown';
  readonly sentence: string;
  readonly fact?: string;
  readonly remedy?: string;
}

export interface DebugPlan {
  readonly name: string;
  readonly possible: boolean;
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
  /** What this profile gives the container, in words. */
  readonly effects: readonly string[];
  readonly kubectl: KubectlLine;
}

/** A fact about the new container, with the time it became known; in the order they happen. */
export type DebugPhase =
  | { readonly phase: 'patched'; readonly at: string; readonly container: string }
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
};
