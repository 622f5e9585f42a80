/** A recording from the file to the answers: read, selected, searched, exported, kept. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { findJava, makeRecording } from '../support/jdk.ts';
import { namelessElements } from './pages/accessibility.ts';
import { expect, test } from './practice.ts';

async function openFile(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: 'Recordings' }).click();
  await page.getByLabel('A recording to open').first().setInputFiles(file);
}

test('a recording is opened, searched, narrowed to a time and exported', async ({ startApp, practice }) => {
  const java = findJava();
  test.skip(java === undefined, 'There is no JDK here to make a recording with: JAVA_HOME names one.');
  const file = await makeRecording(java!, practice.folder);
  const { page } = await startApp({ kubeconfig: practice.kubeconfig });
  const heard = practice.complaints(page);
  await openFile(page, file);
  await expect(page.getByRole('heading', { level: 1, name: 'busy.jfr' })).toBeVisible();
  await expect(page.getByRole('tab', { name: /^What stands out/ })).toBeVisible();

  await page.getByRole('tab', { name: 'Hot methods' }).click();
  await expect(page.getByRole('grid', { name: 'Hot methods' })).toContainText('Busy.work');

  await page.getByRole('tab', { name: 'Flame graph' }).click();
  await expect(page.getByRole('application')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find methods' }).fill('Busy.burn');
  await expect(page.getByText(/% of [\d,]+ samples/)).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Stacks, collapsed' }).click();
  const stacks = await readFile(await (await saved).path(), 'utf8');
  expect(stacks).toMatch(/^\S*Busy\.main;\S*Busy\.burn;.* \d+$/m);

  // The same as a table, which a screen reader reads.
  await page.getByRole('radio', { name: 'Call tree' }).click();
  await expect(page.getByRole('treegrid', { name: 'Call tree' })).toContainText('Busy.main');

  const start = page.getByRole('slider', { name: /start of the selection/ }).first();
  await start.focus();
  await page.keyboard.press('PageUp');
  await expect(page.getByText(/selected: everything below counts this part only/)).toBeVisible();
  const place = page.url();
  await page.reload();
  await expect(page.getByText(/selected: everything below counts this part only/)).toBeVisible();
  expect(page.url()).toBe(place);

  for (const tab of ['Allocation', 'GC', 'Threads', 'JVM', 'Events']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(page.getByRole('tabpanel', { name: tab }).getByRole('grid').first()).toBeVisible();
    expect(await namelessElements(page)).toEqual([]);
  }
  await page.getByRole('tab', { name: 'Metrics', exact: true }).click();
  const processor = page.getByRole('region', { name: 'Processor' });
  await expect(processor.getByRole('listitem').first()).toHaveText(
    /^JVM, user code average [\d.]+ %, at most [\d.]+ %$/,
  );
  await processor.scrollIntoViewIfNeeded();
  const area = await processor.locator('.u-over').boundingBox();
  if (area === null) throw new Error('The chart has no area.');
  await page.mouse.move(area.x + area.width / 4, area.y + area.height / 2);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(/selected: everything below counts this part only/)).toBeVisible();
  expect(page.url()).not.toBe(place);
  expect(await namelessElements(page)).toEqual([]);
  expect(heard).toEqual([]);
});

test('what is no recording is refused with its reason, and the list says so', async ({ startApp, practice }) => {
  const { page } = await startApp({ kubeconfig: practice.kubeconfig });
  const file = join(practice.folder, 'no-recording.jfr');
  await writeFile(file, 'This is a text and no recording. '.repeat(99));
  await openFile(page, file);
  await expect(page.getByText(/unreadable|not.*recording|cannot be read/i).first()).toBeVisible();
});
