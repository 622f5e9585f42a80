/** The app in a browser of its own, at the pod that the figures are taken on. */
import { chromium, type Page } from '@playwright/test';

import { findOrInstallBrowser } from '../../build/scripts/find-browser.ts';
import type { PodRef } from '../../preload/contract/index.ts';
import { startInBrowser, type RunningApp } from '../support/app.ts';
import type { BenchPod } from './bench-pod.ts';

export async function openWindow(kubeconfig: string, folder?: string): Promise<RunningApp> {
  const executablePath = findOrInstallBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const app = await startInBrowser(browser, { kubeconfig, ...(folder === undefined ? {} : { folder }) });
  return {
    ...app,
    close: async () => {
      await app.close();
      await browser.close();
    },
  };
}

export async function goToPod(page: Page, ref: PodRef): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${ref.context}/${ref.kubeNamespace}/${ref.pod}`);
}

/** A shell in the pod's debug container, entered as a person does. */
export async function openShell(page: Page, { ref, debugContainer }: BenchPod): Promise<void> {
  await goToPod(page, ref);
  const card = page.getByRole('region', { name: `Container ${debugContainer}` });
  await card.getByRole('button', { name: 'Shell' }).click();
  await page.getByRole('menuitem', { name: /^sh( in .*)?$/ }).click();
}

/** A shell on this machine, which has shown its prompt. */
export async function openLocalShell(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New terminal' }).click();
  await page.getByRole('menuitem', { name: /^Local shell/ }).click();
  await page
    .locator('.xterm-rows:visible')
    .getByText(/[#$] *$/)
    .first()
    .waitFor();
}
