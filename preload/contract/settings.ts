/** What the app remembers between starts: choices, never credentials. Kept by main in one file of the user's data folder. */
import { z } from 'zod';

import { call, itemStream } from './kinds.ts';
import { ContextName } from './references.ts';

export const ContextSettings = z.object({
  /** Index into the window's context colours; absent: derived from the name. */
  color: z.number().int().min(0).max(9).optional(),
  /** What changes this cluster asks for the context's name to be typed. */
  protected: z.boolean().optional(),
  /** `false`: the app puts no program of its own into this cluster's containers and does what it can with their tools. */
  uploadsProgram: z.boolean().optional(),
  /** Kubernetes namespace last chosen. */
  kubeNamespace: z.string().max(63).optional(),
});

/** Where somebody is in the guided tour, and which of its steps really happened; both count from 1. */
export const TourProgress = z.object({
  context: ContextName,
  kubeNamespace: z.string().min(1).max(63),
  step: z.number().int().min(1).max(99),
  done: z.array(z.number().int().min(1).max(99)).max(99),
});
export type TourProgress = z.output<typeof TourProgress>;

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Kubeconfig files added by hand, beside KUBECONFIG and the default place. */
  kubeconfigFiles: z.array(z.string().max(4096)).max(64).default([]),
  contexts: z.record(ContextName, ContextSettings).default({}),
  /** Contexts shown in the rail, in order; absent until the person has arranged them. */
  openContexts: z.array(ContextName).max(256).optional(),
  /** Sizes of panels and the like, by the window's own keys. */
  layout: z.record(z.string().max(64), z.number()).default({}),
  defaultDebugImage: z.string().max(512).default('busybox'),
  tour: TourProgress.optional(),
});
export type Settings = z.output<typeof Settings>;
export type ContextSettings = z.output<typeof ContextSettings>;

export const SettingsPatch = z.object({
  theme: Settings.shape.theme.unwrap().optional(),
  kubeconfigFiles: Settings.shape.kubeconfigFiles.unwrap().optional(),
  /** Merged by context name. */
  contexts: Settings.shape.contexts.unwrap().optional(),
  openContexts: z.array(ContextName).max(256).optional(),
  /** Merged by key. */
  layout: Settings.shape.layout.unwrap().optional(),
  defaultDebugImage: z.string().max(512).optional(),
  tour: TourProgress.optional(),
});

export const settings = {
  watch: itemStream(z.object({})).of<Settings>(),
  patch: call(SettingsPatch).returns<Settings>(),
};
