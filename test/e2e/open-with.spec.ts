/** A recording given to other programs of the machine: by the desktop, and refused by name where there is only a page. */
import { chmod, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ElectronApplication, Page } from '@playwright/test';

import type { RunningApp } from '../support/app.ts';
import { expect, test } from './practice.ts';

interface StandIn {
  called(name: string): readonly { readonly args: readonly string[] }[];
}

/** Paths that the system was asked to open; `undefined` on an Electron that keeps no account. */
function openedPaths(electron: ElectronApplication): Promise<readonly string[] | undefined> {
  return electron.evaluate(() => {
    const { __standin: standIn } = globalThis as { __standin?: StandIn };
    return standIn?.called('shell.openPath').flatMap(({ args }) => args);
  });
}

async function openRecording({ page, electron }: RunningApp, file: string): Promise<void> {
  await page.getByRole('button', { name: 'Recordings' }).click();
  if (electron === undefined) {
    await page.getByLabel('A recording to open').first().setInputFiles(file);
    return;
  }
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await page.getByRole('button', { name: 'Open…' }).first().click();
}

async function choose(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('row', { name: new RegExp(name) }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: entry }).click();
}

test('a recording is opened by the system, and in a program of the person’s choice', async ({ startApp, practice }) => {
  const app = await startApp({ kubeconfig: practice.kubeconfig });
  const { page, electron } = app;
  test.skip(electron === undefined, 'A page starts no programs.');
  const file = join(practice.folder, 'broken.jfr');
  await writeFile(file, 'no recording, which is all the same to other programs');
  await openRecording(app, file);
  await choose(page, 'broken.jfr', 'Open with the system’s program');
  if ((await openedPaths(electron!)) !== undefined) {
    await expect.poll(() => openedPaths(electron!)).toEqual([await realpath(file)]);
  }

  const program = join(practice.folder, 'viewer');
  const words = join(practice.folder, 'words');
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${words}.new'; mv '${words}.new' '${words}'\n`);
  await chmod(program, 0o700);
  await electron!.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, program);
  await choose(page, 'broken.jfr', 'Open with…');
  await expect.poll(() => readFile(words, 'utf8').catch(() => '')).toBe(`${file}\n`);
});

test('what a system would run is refused before it is asked', async ({ startApp, practice }) => {
  const app = await startApp({ kubeconfig: practice.kubeconfig });
  const { page, electron } = app;
  const file = join(practice.folder, 'evil.jfr');
  await writeFile(file, '#!/bin/sh\ntouch /tmp/run\n');
  await openRecording(app, file);
  await page.getByRole('row', { name: /evil\.jfr/ }).click({ button: 'right' });
  const entry = page.getByRole('menuitem', { name: 'Open with the system’s program' });
  await expect(entry).toHaveAttribute('aria-disabled', 'true');
  const reason = electron === undefined ? /A page cannot start other programs/ : /evil\.jfr is a program/;
  await expect(entry).toContainText(reason);
  if (electron !== undefined) expect((await openedPaths(electron)) ?? []).toEqual([]);
});
