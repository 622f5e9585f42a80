/** The app as a person has it, in a browser or in Electron: the same specs run on both. */
import { rm } from 'node:fs/promises';

import { _electron, type Browser, type ElectronApplication, type Page } from '@playwright/test';

import { coreEnvironment, dataFolder, ROOT, startWebHost, type CoreOptions } from './web-host.ts';

export interface AppOptions extends CoreOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
}

export interface RunningApp {
  readonly host: 'web' | 'electron';
  readonly page: Page;
  /** The process that holds the core: for its memory. */
  readonly corePid: number;
  /** Only in Electron. */
  readonly electron?: ElectronApplication;
  close(): Promise<void>;
}

export async function startInBrowser(browser: Browser, options: AppOptions): Promise<RunningApp> {
  const core = await startWebHost(options);
  const context = await browser.newContext({
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.size ?? { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  await page.goto(core.address);
  return {
    host: 'web',
    page,
    corePid: core.pid,
    close: async () => {
      await context.close();
      await core.close();
    },
  };
}

export async function startInElectron(executablePath: string | undefined, options: AppOptions): Promise<RunningApp> {
  const folder = options.folder ?? (await dataFolder());
  const electron = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['.'],
    cwd: ROOT,
    env: coreEnvironment(options, folder),
    colorScheme: options.colorScheme ?? 'light',
  });
  const page = await electron.firstWindow();
  const size = options.size ?? { width: 1440, height: 900 };
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  return {
    host: 'electron',
    page,
    corePid: electron.process().pid ?? 0,
    electron,
    close: async () => {
      await electron.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
