/** `test` with a way to start the app on the host of the project that runs. */
import { test as base } from '@playwright/test';

import { startInBrowser, startInElectron, type AppOptions, type RunningApp } from './app.ts';

export interface AppFixtures {
  /** Starts the app; it is closed after the test. */
  readonly startApp: (options: AppOptions) => Promise<RunningApp>;
}

export const test = base.extend<AppFixtures>({
  startApp: async ({ playwright }, use, testInfo) => {
    const open: { close(): Promise<void> }[] = [];
    await use(async (options) => {
      if (testInfo.project.name === 'electron') {
        const app = await startInElectron(process.env['KESAKO_ELECTRON'], options);
        open.push(app);
        return app;
      }
      const browser = await playwright.chromium.launch(testInfo.project.use.launchOptions);
      open.push(browser);
      const app = await startInBrowser(browser, options);
      open.push(app);
      return app;
    });
    for (const opened of open.reverse()) await opened.close();
  },
});

export { expect } from '@playwright/test';
