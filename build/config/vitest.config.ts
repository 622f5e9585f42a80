import { defineConfig } from 'vitest/config';

import { root } from './paths.ts';

/** Everything that needs no cluster and no browser. A test of the page names its DOM: `// @vitest-environment happy-dom`. */
export default defineConfig({
  root,
  test: {
    include: ['test/{unit,contract,integration}/**/*.test.{ts,tsx}'],
    exclude: ['**/*.cluster.test.ts'],
    environment: 'node',
    testTimeout: 15_000,
    restoreMocks: true,
    // A test that passes at the second try is red: nothing here may be retried.
    retry: 0,
  },
});
