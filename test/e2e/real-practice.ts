/** The app in front of the practice cluster with its real containers, in this process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeKubeconfig } from '../../main/practice/api/kubeconfig.ts';
import type { ApiServer } from '../../main/practice/api/api-server.ts';
import type { ImageFacts } from '../../main/practice/container-runtime.ts';
import { probeRuntime, startLinuxRuntime } from '../../main/practice/runtime/index.ts';
import { ADMIN, startPracticeCluster } from '../../main/practice/start-cluster.ts';
import { test as base } from '../support/fixtures.ts';

export const support = await probeRuntime();

export interface RealPractice {
  readonly context: string;
  readonly kubeNamespace: string;
  readonly kubeconfig: string;
  readonly server: ApiServer;
  readonly images: readonly ImageFacts[];
}

export const test = base.extend<{ readonly realPractice: RealPractice }>({
  // Playwright reads a fixture's needs from this pattern.
  realPractice: async ({}, use) => {
    const runtime = await startLinuxRuntime();
    const cluster = await startPracticeCluster({ runtime, users: [ADMIN] });
    const folder = await mkdtemp(join(tmpdir(), 'kesako-e2e-'));
    const kubeconfig = join(folder, 'kubeconfig.json');
    await writeKubeconfig(kubeconfig, [{ context: 'practice', server: cluster, user: ADMIN }]);
    await use({ context: 'practice', kubeNamespace: 'default', kubeconfig, server: cluster, images: runtime.images });
    await cluster.close();
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
