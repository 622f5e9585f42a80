import { defineConfig } from 'vitest/config';

import { root } from './paths.ts';

/** Tests against the cluster of KUBECONFIG: one file after the other, because they share its one node. */
export default defineConfig({
  root,
  test: {
    include: [
      'test/integration/**/*.cluster.test.ts',
      'test/integration/practice/same/*.same.test.ts',
      // Speaks to the practice cluster; a machine that has a cluster has the kubectl for it.
      'test/integration/practice/kubectl.test.ts',
    ],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    retry: 0,
  },
});
