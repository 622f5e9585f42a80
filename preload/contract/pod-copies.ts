/** Pods made for debugging: copies of a pod, and pods on a node. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { ContainerResources, DebugWishes } from './debug-wishes.ts';
import { KubeNamespaceRef, PodRef, type KubectlLine } from './references.ts';

const objectName = z.string().min(1).max(253);
const labels = z.record(z.string().max(317), z.string().max(63)).default({});

/** After this time Kubernetes itself ends the pod's containers (`activeDeadlineSeconds`); the pod stays to be removed. */
export const POD_EXPIRY_SECONDS = { least: 60, usual: 8 * 60 * 60, most: 7 * 24 * 60 * 60 } as const;
const expiresSeconds = z.number().int().min(POD_EXPIRY_SECONDS.least).max(POD_EXPIRY_SECONDS.most).optional();

export const CopyRequest = PodRef.extend(DebugWishes.shape).extend({
  /** May be left out where an existing container is changed, or images alone. */
  image: z.string().trim().max(512).optional(),
  /** kubectl's `--copy-to`. */
  copyTo: objectName,
  /** `*` is all ordinary containers; an exact name beats it. */
  setImages: z
    .array(z.object({ container: z.string().min(1).max(63), image: z.string().min(1).max(512) }))
    .max(64)
    .default([]),
  keepLabels: z.boolean().default(false),
  keepAnnotations: z.boolean().default(false),
  keepLiveness: z.boolean().default(false),
  keepReadiness: z.boolean().default(false),
  keepStartup: z.boolean().default(false),
  keepInitContainers: z.boolean().default(true),
  /** The original is deleted, without grace, as soon as the copy is created. */
  replace: z.boolean().default(false),
  sameNode: z.boolean().default(false),
  /** Absent is not false: then the profile decides, as with kubectl. */
  shareProcesses: z.boolean().optional(),
  labels,
  pullSecrets: z.array(objectName).max(16).default([]),
  resources: ContainerResources.optional(),
  expiresSeconds,
});
export type CopyRequest = z.output<typeof CopyRequest>;

export const NodeRequest = KubeNamespaceRef.extend(DebugWishes.shape).extend({
  node: objectName,
  resources: ContainerResources.optional(),
  expiresSeconds,
});
export type NodeRequest = z.output<typeof NodeRequest>;

/** Something that follows from the change, or stands against it. */
export interface PlanFinding {
  readonly name:
    | 'traffic'
    | 'controller'
    | 'processes'
    | 'probes'
    | 'initContainers'
    | 'volumes'
    | 'quota'
    | 'node'
    | 'original'
    | 'rights'
    | 'admission'
    | 'name'
    | 'host';
  readonly outcome: 'passed' | 'limited' | 'failed' | 'unknown';
  readonly sentence: string;
  readonly fact?: string;
  readonly remedy?: string;
}

export interface PodPlan {
  /** Names that will be used. */
  readonly pod: string;
  readonly container?: string;
  readonly possible: boolean;
  readonly findings: readonly PlanFinding[];
  /** The original and the pod as the server would store it, as YAML; without an original `before` is empty. */
  readonly before: string;
  readonly after: string;
  readonly warnings: readonly string[];
  readonly refusal?: ErrorForm;
  readonly effects: readonly string[];
  readonly kubectl: KubectlLine;
  readonly custom?: string;
}
