/**
 * From Enter on a recording to its page, in the real window on the real core: the header and the span at once, at any
 * size; the answers when the file has been read.
 */
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { Page } from '@playwright/test';

import { findJdk } from '../support/jdk-jfr.ts';
import { startWebHost } from '../support/web-host.ts';
import { connectToHost } from '../support/wire-client.ts';
import { openWindow } from './bench-window.ts';
import { median, range, type Figure } from './figures.ts';
import { generated } from './jfr/recordings.ts';

const ROUNDS = 5;
const LINKS = join(tmpdir(), `kesako-bench-recordings/window-${String(process.pid)}`);
const FIRST_PAINT_MS = 100;
const LONGEST_READING_MS = 120_000;
const SIZES = [
  { megabytes: 85, kind: 'plain' },
  { megabytes: 1050, kind: 'random' },
] as const;

export async function recordingWindow(): Promise<readonly Figure[]> {
  const home = findJdk('17') ?? findJdk('25');
  if (home === undefined) return [];
  const folder = await mkdtemp(join(tmpdir(), 'kesako-window-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, 'apiVersion: v1\nkind: Config\n');
  try {
    const paths: string[][] = [];
    for (const { megabytes, kind } of SIZES) paths.push(await linked(generated(home, megabytes, kind)));
    await rememberAll(paths.flat(), kubeconfig, folder);
    const app = await openWindow(kubeconfig, folder);
    try {
      await app.page.getByRole('button', { name: 'Recordings' }).click();
      const figures: Figure[] = [];
      for (const names of paths) figures.push(...(await measure(app.page, names)));
      return figures;
    } finally {
      await app.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(LINKS, { recursive: true, force: true });
  }
}

/** The same file under a name for each round: what is open is not opened again. */
async function linked(path: string): Promise<string[]> {
  await mkdir(LINKS, { recursive: true });
  const names = Array.from({ length: ROUNDS }, (_, round) =>
    join(LINKS, `${basename(path, '.jfr')}-round-${String(round)}.jfr`),
  );
  for (const name of names) await link(path, name);
  return names;
}

/** A page in a browser cannot name a file of this machine: they are opened before, so that the list has them. */
async function rememberAll(paths: readonly string[], kubeconfig: string, folder: string): Promise<void> {
  const host = await startWebHost({ kubeconfig, folder });
  const client = await connectToHost(host.address);
  try {
    for (const path of paths) {
      const { recording } = await client.api.recordings.open({ from: 'path', path });
      for await (const { phase } of client.api.recordings.watch({ recording })) if (phase !== 'opening') break;
      await client.api.recordings.close({ recording });
    }
  } finally {
    client.close();
    await host.close();
  }
}

async function measure(page: Page, paths: readonly string[]): Promise<readonly Figure[]> {
  const name = basename(paths[0] ?? '').replace(/-round-.*/, '');
  const paints: number[] = [];
  const answers: number[] = [];
  for (const path of paths) {
    const row = page.getByRole('row', { name: basename(path) });
    await row.waitFor();
    await row.click();
    await page.getByRole('button', { name: 'Open', exact: true }).waitFor();
    const shown = page.evaluate(timeFromKey, {
      first: '.recording-page',
      then: '.recording-page [role=tabpanel]',
      mostMs: LONGEST_READING_MS,
    });
    await page.keyboard.press('Enter');
    const { firstMs, thenMs } = await shown;
    paints.push(firstMs);
    answers.push(thenMs);
    await page.evaluate(() => {
      location.hash = '#recordings';
    });
    await page.locator('.recording-page').waitFor({ state: 'detached' });
  }
  return [
    {
      name: `window: overview of ${name}`,
      value: median(paints),
      bound: { atMost: FIRST_PAINT_MS },
      unit: 'ms',
      detail: `from the key to the frame that shows it, ${range(paints, 'ms')}`,
    },
    {
      name: `window: answers of ${name}`,
      value: median(answers),
      bound: { atMost: LONGEST_READING_MS },
      unit: 'ms',
      detail: range(answers, 'ms'),
    },
  ];
}

/** In the page: milliseconds from the next key until the frame in which each of these is there. */
function timeFromKey(wanted: {
  readonly first: string;
  readonly then: string;
  readonly mostMs: number;
}): Promise<{ readonly firstMs: number; readonly thenMs: number }> {
  return new Promise((resolve, reject) => {
    let pressedAt = performance.now();
    let firstMs: number | undefined;
    document.addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true, once: true });
    const look = (): void => {
      if (performance.now() - pressedAt > wanted.mostMs) {
        reject(new Error(`the page did not show ${firstMs === undefined ? wanted.first : wanted.then}`));
        return;
      }
      if (firstMs === undefined && document.querySelector(wanted.first) !== null) {
        firstMs = performance.now() - pressedAt;
      }
      if (firstMs !== undefined && document.querySelector(wanted.then) !== null) {
        resolve({ firstMs, thenMs: performance.now() - pressedAt });
        return;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
