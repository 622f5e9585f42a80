/** Where the walk is walked: the throwaway cluster that is named in the environment, else the practice cluster. */
import { probeRuntime } from '../../../main/practice/runtime/index.ts';
import { ADMIN } from '../../../main/practice/start-cluster.ts';
import { kubectlFor, type Kubectl } from '../../support/kubectl.ts';
import { practiceKubectl } from '../../support/practice/practice-kubectl.ts';
import { test as base } from '../real-practice.ts';

export interface WalkCluster {
  readonly kubeconfig: string;
  readonly context: string;
  readonly kubectl: Kubectl;
  /** Whether a container's limit on memory is the kernel's: the practice cluster has no say in control groups. */
  readonly limitsMemory: boolean;
  /** Cuts every connection to it and lets them be made again; only where that harms nobody else. */
  cut?(): Promise<void>;
  /** Whether it has an image. */
  has(image: string): boolean;
}

const context = process.env['KESAKO_TEST_CONTEXT'];
const support = context === undefined ? await probeRuntime() : { available: true as const };

/** Why the walk cannot be walked here; undefined where it can. */
export const obstacle = support.available ? undefined : support.message;

export const test = base.extend<{ readonly walkCluster: WalkCluster }>(
  context === undefined
    ? {
        walkCluster: async ({ realPractice }, use) => {
          const { kubeconfig, server, images } = realPractice;
          const kubectl = practiceKubectl(realPractice.context, server, ADMIN);
          await use({
            kubeconfig,
            context: realPractice.context,
            kubectl,
            limitsMemory: false,
            cut: async () => {
              await server.stop();
              await server.restart();
            },
            has: (image) => images.some(({ references }) => references.includes(image)),
          });
        },
      }
    : {
        // Playwright reads a fixture's needs from this pattern.
        walkCluster: async ({}, use) => {
          const kubeconfig = process.env['KUBECONFIG'] ?? '';
          await use({
            kubeconfig,
            context,
            kubectl: kubectlFor(kubeconfig, context),
            limitsMemory: true,
            has: () => true,
          });
        },
      },
);

export { expect } from '@playwright/test';
