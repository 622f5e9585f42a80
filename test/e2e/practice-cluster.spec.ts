/** The first start of somebody who has no cluster: the practice cluster is offered, started, used and stopped. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { probeRuntime } from '../../main/practice/runtime/index.ts';
import { Window } from './pages/window.ts';
import { expect, test } from './practice.ts';

const support = await probeRuntime();
/** From `npm start` of what is built to a pod that is ready and the offer of the tour. */
const LIMIT_MS = 30_000;

test('without a kubeconfig the practice cluster is one press away', async ({ startApp, practice }) => {
  test.skip(!support.available, support.available ? '' : support.message);
  const begun = performance.now();
  const left = (): number => Math.max(1, LIMIT_MS - (performance.now() - begun));
  const { page } = await startApp({
    kubeconfig: join(practice.folder, 'missing'),
    environment: { HOME: practice.folder },
    asByNpmStart: true,
  });
  const complaints = practice.complaints(page);
  const offer = page.getByRole('region', { name: 'Practice cluster' });
  await expect(offer).toContainText('downloads nothing');
  await expect(page.getByRole('button', { name: 'Practice cluster: off, start it' })).toBeVisible();

  await offer.getByRole('button', { name: 'Start the practice cluster' }).click();
  const window = new Window(page);
  await expect(window.pods.getByRole('link', { name: /^http-server-/ })).toBeVisible({ timeout: left() });
  await expect(window.pods).toContainText('1/1', { timeout: left() });
  const tour = page.getByRole('complementary', { name: 'Tour' });
  await expect(tour.getByRole('button', { name: 'Begin here' })).toBeVisible({ timeout: left() });
  console.log(`${String(Math.round(performance.now() - begun))} ms from npm start to a ready pod and the offered tour`);

  await page.getByRole('button', { name: 'All contexts and kubeconfig files' }).click();
  await expect(page.getByRole('button', { name: 'Practice cluster: runs, go to it' })).toBeVisible();
  await page.getByRole('region', { name: 'Practice cluster' }).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'No contexts yet' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a kubeconfig that cannot be read leads there as well', async ({ startApp, practice }) => {
  const kubeconfig = join(practice.folder, 'broken');
  await writeFile(kubeconfig, 'contexts: [');
  const { page } = await startApp({ kubeconfig });
  await expect(page.getByRole('region', { name: 'Practice cluster' })).toBeVisible();
});

test('with contexts present it is one entry in the rail, off until it is chosen', async ({ startApp, practice }) => {
  test.skip(!support.available, support.available ? '' : support.message);
  const { page } = await startApp({ kubeconfig: practice.kubeconfig });
  await expect(page.getByRole('heading', { name: 'Choose a context' })).toBeVisible();
  await page.getByRole('button', { name: 'Practice cluster: off, start it' }).click();
  // The person's own context of the name stays what it is.
  const window = new Window(page);
  await expect(window.pods.getByRole('link', { name: /^http-server-/ })).toBeVisible({ timeout: LIMIT_MS });
  await expect(page.getByRole('button', { name: /^kesako-practice, / })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Tour' })).toHaveCount(0);
});
