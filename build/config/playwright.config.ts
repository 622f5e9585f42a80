import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import { root, testOutput } from './paths.ts';

const executablePath = process.env['KESAKO_BROWSER'];

/**
 * The same specs on both hosts: a spec asks for the app and gets it in a browser (project `web`) or in Electron
 * (project `electron`). Specs tagged `@cluster` need a real cluster; `npm test` leaves them out.
 */
export default defineConfig({
  testDir: join(root, 'test/e2e'),
  outputDir: join(testOutput, 'playwright'),
  snapshotPathTemplate: join(root, 'test/e2e/snapshots/{arg}{ext}'),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // One app at a time, where specs share a cluster. No retries: a flaky test is a red one.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: join(testOutput, 'playwright.json') }]],
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    ...(executablePath === undefined ? {} : { launchOptions: { executablePath } }),
  },
  projects: [{ name: 'web', use: { browserName: 'chromium' } }, { name: 'electron' }],
});
