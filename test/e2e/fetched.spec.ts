/** All that was fetched, in one table: found, sorted, handed over, and said to be gone where it is. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { putFetchedFile } from '../support/fetched-files.ts';
import { namelessElements } from './pages/accessibility.ts';
import { expect, test } from './practice.ts';

const HOUR_MS = 3_600_000;
const pod = { context: 'practice', kubeNamespace: 'shop', pod: 'shop-7c9f-x2', container: 'debugger-1', pid: 1 };

async function putFiles(data: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(data, { recursive: true });
  const paths = new Map<string, string>();
  const files = [
    { fileName: 'heap.hprof', path: '/tmp/heap.hprof', content: 'JAVA PROFILE 1.0.2\0', hours: 3 },
    { fileName: 'app.log', path: '/var/log/app.log', content: 'one line\n'.repeat(999), hours: 1 },
    { fileName: 'start.sh', path: '/app/bin/start.sh', content: '#!/bin/sh\n', hours: 2 },
    { fileName: 'old.log', path: '/var/log/old.log', hours: 30 },
    {
      fileName: 'thread-dump-1.txt',
      path: '/tmp/thread-dump-1.txt',
      content: 'Full thread dump\n',
      hours: 5,
      hasHash: false,
    },
  ];
  for (const { path, hours, ...file } of files) {
    const fetchedAt = new Date(Date.now() - hours * HOUR_MS);
    paths.set(file.fileName, await putFetchedFile(data, { ...file, source: { ...pod, path }, fetchedAt }));
  }
  return paths;
}

const names = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('grid', { name: 'Recordings and fetched files' })
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.flatMap(
        (row) => /^(?:heap\.hprof|app\.log|start\.sh|old\.log|thread-dump-1\.txt)/.exec(row.textContent)?.[0] ?? [],
      ),
    );

test('what was fetched is found with its origin, hash and time, and handed over', async ({ startApp, practice }) => {
  const data = join(practice.folder, 'data');
  const paths = await putFiles(data);
  const app = await startApp({ kubeconfig: practice.kubeconfig, folder: data });
  const { page, electron } = app;
  const heard = practice.complaints(page);
  await page.getByRole('button', { name: 'Recordings' }).click();
  await expect.poll(() => names(page)).toEqual(['app.log', 'start.sh', 'heap.hprof', 'thread-dump-1.txt', 'old.log']);
  await page.getByRole('columnheader', { name: /^Size/ }).click();
  await expect.poll(async () => (await names(page))[0]).toBe('app.log');

  const gone = page.getByRole('row', { name: /old\.log/ });
  await expect(gone).toContainText('gone');
  await gone.click();
  const details = page.getByRole('region', { name: 'About old.log' });
  await expect(details).toContainText('The app’s copy of it is gone.');
  await expect(details.getByRole('button', { name: 'Save as…' })).toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('searchbox', { name: 'Filter' }).fill('shop-7c9f app/bin');
  await expect.poll(() => names(page)).toEqual(['start.sh']);
  await page.getByRole('searchbox', { name: 'Filter' }).fill('');
  await page.getByRole('radio', { name: 'Dumps' }).click();
  await expect.poll(async () => [...(await names(page))].sort()).toEqual(['heap.hprof', 'thread-dump-1.txt']);
  await page.getByRole('radio', { name: 'All' }).click();

  await page.getByRole('row', { name: /app\.log/ }).click();
  const about = page.getByRole('region', { name: 'About app.log' });
  await expect(about).toContainText('practice ▸ shop ▸ shop-7c9f-x2 ▸ debugger-1');
  await expect(about).toContainText(/[0-9a-f]{64}/);
  expect(await namelessElements(page)).toEqual([]);
  if (electron === undefined) {
    const download = page.waitForEvent('download');
    await about.getByRole('button', { name: 'Save as…' }).click();
    expect((await download).suggestedFilename()).toBe('app.log');
  } else {
    await about.getByRole('button', { name: 'Open with the system’s program' }).click();
    // A copy beside the proven file, never that itself.
    const copy = join(`${paths.get('app.log')!}.opened`, 'app.log');
    const opened = (): Promise<readonly string[] | undefined> =>
      electron.evaluate(() => {
        const { __standin: standIn } = globalThis as {
          __standin?: { called(name: string): readonly { readonly args: readonly string[] }[] };
        };
        return standIn?.called('shell.openPath').flatMap(({ args }) => args);
      });
    if ((await opened()) !== undefined) await expect.poll(opened).toEqual([copy]);
    await page.getByRole('row', { name: /start\.sh/ }).click();
    const script = page.getByRole('region', { name: 'About start.sh' });
    const open = script.getByRole('button', { name: 'Open with the system’s program' });
    await expect(open).toHaveAttribute('aria-disabled', 'true');
  }
  expect(heard).toEqual([]);
});
