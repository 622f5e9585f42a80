/**
 * Every fault that a cluster can have, and what the person sees of it: what it is, why, what to do next; that nothing which was
 * on the screen is lost; and that all is well when the fault is gone.
 */
import type { Locator, Page } from '@playwright/test';

import { addFault } from '../../main/practice/add-fault.ts';
import type { FaultRequest } from '../../preload/contract/index.ts';
import { addDeployment, addObject, runningPod } from '../support/practice/objects.ts';
import { TerminalPane } from './pages/terminal.ts';
import { Window } from './pages/window.ts';
import { expect, test, type Practice } from './practice.ts';

type Fault = FaultRequest['fault'];
type Words = readonly (string | RegExp)[];

class Trouble {
  readonly page: Page;
  readonly server: Practice['server'];
  readonly #users: Practice['server']['users'];

  constructor(page: Page, { server }: Practice) {
    this.page = page;
    this.server = server;
    this.#users = [...server.users];
  }

  /** The function returned waits until so many requests have met it. */
  begin(fault: Fault, on: FaultRequest['on'] = 'everything', count?: number): () => Promise<void> {
    const added = addFault(this.server, { fault, on, ...(count === undefined ? {} : { count }) });
    return () => expect.poll(() => added?.hits).toBe(count);
  }

  end(): void {
    this.server.faults.clear();
    this.server.store.setClock(0);
    this.server.users.splice(0, this.server.users.length, ...this.#users);
  }

  get banner(): Locator {
    return this.page.locator('.context-banner');
  }

  async expectWords(place: Locator, words: Words): Promise<void> {
    for (const word of words) await expect(place).toContainText(word);
  }
}

const UNTIL_IT_ANSWERS = 'Nothing here is live until it answers; trying again';

/** What the banner says of a context whose every request fails, and the button that is pressed when it has been mended. */
const CONNECTION: readonly { readonly fault: Fault; readonly words: Words; readonly button: string }[] = [
  {
    fault: 'unauthorized',
    words: ['does not know you', 'They may have expired. Sign in again, then reconnect.', 'Unauthorized'],
    button: 'Reconnect',
  },
  {
    fault: 'expiredToken',
    words: ['does not know you', 'They may have expired. Sign in again, then reconnect.'],
    button: 'Reconnect',
  },
  {
    fault: 'throttled',
    words: ['The cluster has too much to do.', 'It asks to wait 2 s.', UNTIL_IT_ANSWERS, 'The apiserver is overloaded'],
    button: 'Try now',
  },
  {
    fault: 'failed',
    words: [
      /answers with an error of its own \(500\)/,
      'It often passes.',
      UNTIL_IT_ANSWERS,
      'etcdserver: leader changed',
    ],
    button: 'Try now',
  },
  {
    fault: 'stall',
    words: ['No answer came within 5 s.', UNTIL_IT_ANSWERS, /https:\/\/127\.0\.0\.1:\d+ did not answer/],
    button: 'Try now',
  },
];

/** The list of pods, with one that is there before anything goes wrong. */
async function openList(
  page: Page,
  practice: Practice,
): Promise<{ readonly window: Window; readonly trouble: Trouble; readonly shows: (name: string) => Locator }> {
  addDeployment(practice.server.store, 'first');
  const window = new Window(page);
  const shows = (name: string): Locator => window.pods.getByRole('link', { name: new RegExp(`^${name}-`) });
  await window.openContext('practice');
  await expect(shows('first')).toBeVisible();
  return { window, trouble: new Trouble(page, practice), shows };
}

test('a cluster that refuses, fails or is silent: the banner says why and what next, the list stays, and is live again', async ({
  startApp,
  practice,
}) => {
  const { server, kubeconfig } = practice;
  const { page } = await startApp({ kubeconfig });
  const { window, trouble, shows } = await openList(page, practice);

  for (const { fault, words, button } of CONNECTION) {
    await test.step(fault, async () => {
      trouble.begin(fault);
      server.endWatches();
      await window.runCommand('Reconnect the context');
      await trouble.expectWords(trouble.banner, words);
      await expect(shows('first')).toBeVisible();
      trouble.end();
      const news = `after-${fault.toLowerCase()}`;
      addDeployment(server.store, news);
      await trouble.banner.getByRole('button', { name: button }).click();
      await expect(trouble.banner).toHaveCount(0);
      await expect(shows(news)).toBeVisible();
    });
  }

  await test.step('refuse', async () => {
    await server.stop();
    await trouble.expectWords(trouble.banner, [
      'does not answer.',
      'Check the network',
      'nothing listens',
      UNTIL_IT_ANSWERS,
    ]);
    await expect(shows('first')).toBeVisible();
    await server.restart();
    addDeployment(server.store, 'after-refuse');
    await expect(shows('after-refuse')).toBeVisible();
    await expect(trouble.banner).toHaveCount(0);
  });

  await test.step('slow', async () => {
    trouble.begin('slow', 'everything', 1);
    await window.runCommand('Reconnect the context');
    await expect(page.getByRole('banner')).toContainText(/[23]\d{3} ms/);
    await expect(shows('first')).toBeVisible();
    await expect(trouble.banner).toHaveCount(0);
  });

  await test.step('changedCertificate', async () => {
    trouble.begin('changedCertificate');
    await server.stop();
    await server.restart();
    const words = [
      'is not trusted.',
      'Check certificate-authority-data',
      "the server's certificate is signed by itself",
    ];
    await trouble.expectWords(trouble.banner, words);
    await expect(trouble.banner).not.toContainText('Node.js');
    await expect(trouble.banner.getByRole('button', { name: 'Reconnect' })).toBeVisible();
    await expect(shows('first')).toBeVisible();
  });
});

test('lists that break in the middle are true again, and say so when they are not', async ({ startApp, practice }) => {
  const { server, kubeconfig } = practice;
  const { page } = await startApp({ kubeconfig });
  const { window, trouble, shows } = await openList(page, practice);

  for (const fault of ['drop', 'malformed', 'expired', 'stale'] as const) {
    await test.step(fault, async () => {
      if (fault === 'stale') trouble.begin('expired', 'watches', 7);
      const struck = trouble.begin(fault, fault === 'stale' ? 'lists' : 'watches', 7);
      server.endWatches();
      const news = `after-${fault}`;
      addDeployment(server.store, news);
      await window.runCommand('Reconnect the context');
      await struck();
      await window.runCommand('Reconnect the context');
      await expect(shows(news)).toBeVisible();
      await expect(shows('first')).toBeVisible();
      await expect(page.getByText('Not up to date')).toHaveCount(0);
      trouble.end();
    });
  }

  await test.step('forbidden', async () => {
    trouble.begin('forbidden', 'watches');
    server.endWatches();
    await window.runCommand('Reconnect the context');
    const list = page.getByRole('region', { name: 'Workloads' });
    await trouble.expectWords(list, [
      'You may not watch pods in default.',
      'Ask whoever runs the cluster',
      'Not up to date',
    ]);
    await expect(shows('first')).toBeVisible();
    trouble.end();
    addDeployment(server.store, 'after-forbidden');
    await list.getByRole('button', { name: 'Try again' }).click();
    await expect(shows('after-forbidden')).toBeVisible();
    await expect(list).not.toContainText('You may not');
    await expect(list).not.toContainText('Not up to date');
  });

  await test.step('clockSkew', async () => {
    trouble.begin('clockSkew');
    addDeployment(server.store, 'early');
    const row = window.pods.getByRole('row', { name: /early-/ });
    // An hour in the future: no age is negative, and it does not count.
    await expect(row.getByRole('gridcell').last()).toHaveText('0 s');
    trouble.end();
  });

  await test.step('manyPods', async () => {
    trouble.begin('manyPods');
    await expect(page.getByText(/^\d+ · 100\d\d pods$/)).toBeVisible();
    await page.getByRole('searchbox', { name: 'Filter workloads and pods' }).fill('idle-09999');
    await expect(page.getByRole('treegrid', { name: 'Workloads and pods' })).toContainText('idle-09999');
  });
});

/** What a terminal says below its text when its exec meets the fault. */
const TERMINAL: readonly { readonly fault: Fault; readonly words: Words }[] = [
  { fault: 'closed', words: ['The connection was lost; the process may still be running.'] },
  { fault: 'drop', words: ['The connection was lost; the process may still be running.'] },
  { fault: 'unauthorized', words: ['could not be opened', 'does not know you', 'Sign in again', 'Unauthorized'] },
  { fault: 'forbidden', words: ['could not be opened', 'You may not', 'Ask whoever runs the cluster'] },
  { fault: 'throttled', words: ['could not be opened', 'It asks to wait 2 s.', 'The apiserver is overloaded'] },
  { fault: 'failed', words: ['could not be opened', 'an error of its own (500)', 'leader changed'] },
];

/** What the dialog says of a change that met the fault. */
const CHANGES: readonly { readonly fault: Fault; readonly words: Words }[] = [
  { fault: 'conflict', words: ['Someone else changed it', 'try again', 'the object has been modified'] },
  { fault: 'throttled', words: ['too much to do', 'It asks to wait 2 s.', 'The apiserver is overloaded'] },
  { fault: 'forbidden', words: ['You may not patch configmaps in default.', 'Ask whoever runs the cluster'] },
  { fault: 'failed', words: ['an error of its own (500)', 'leader changed'] },
  { fault: 'drop', words: ['does not answer', 'Check the network', 'the connection was cut'] },
];

test('terminals and changes that meet a fault say what became of them, and can be tried again', async ({
  startApp,
  practice,
}) => {
  const { server, kubeconfig } = practice;
  addObject(server.store, runningPod({ name: 'tools', image: 'busybox' }));
  const { page } = await startApp({ kubeconfig });
  const window = new Window(page);
  const terminal = new TerminalPane(page);
  const trouble = new Trouble(page, practice);
  await window.openContext('practice');
  await window.openPod('tools');
  const status = page.locator('.terminal-status').filter({ visible: true });
  const openShell = async (): Promise<void> => {
    await page.getByRole('article').getByRole('button', { name: 'Shell' }).first().click();
    await page.getByRole('menuitem', { name: /^sh\b/ }).click();
  };

  for (const [index, { fault, words }] of TERMINAL.entries()) {
    await test.step(`${fault}: a terminal`, async () => {
      // What may be about the protocol is asked once more, in the other one.
      trouble.begin(fault, 'exec', fault === 'failed' || fault === 'forbidden' ? 2 : 1);
      await openShell();
      // Enough that a connection which ends after so many bytes has ended.
      if (fault === 'drop') await terminal.type('lines 100');
      await trouble.expectWords(status, words);
      await status.getByRole('button', { name: 'Run again' }).click();
      await expect(status).toHaveCount(0);
      if (index === 0) await terminal.readAloud();
      await terminal.expectText('/ #');
    });
  }

  await test.step('earlySuccess: a terminal ends as the server says, and keeps what it printed', async () => {
    trouble.begin('earlySuccess', 'exec', 1);
    await openShell();
    await terminal.expectText('/ #');
    await terminal.type('lines 100');
    await trouble.expectWords(status, ['Ended, exit code 0.']);
    await terminal.expectText('line ');
  });

  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { a: b }\n';
  await page.getByRole('button', { name: 'Actions for this Kubernetes namespace' }).click();
  await page.getByRole('menuitem', { name: 'Apply manifest…' }).click();
  await window.dialog.getByRole('textbox', { name: 'Manifest' }).fill(text);
  for (const { fault, words } of CHANGES) {
    await test.step(`${fault}: a change`, async () => {
      trouble.begin(fault, 'changes', 1);
      await window.dialog.getByRole('button', { name: 'Show what it changes' }).click();
      await trouble.expectWords(window.dialog.getByRole('alert'), words);
      await window.dialog.getByRole('button', { name: 'Back' }).click();
      await expect(window.dialog.getByRole('textbox', { name: 'Manifest' })).toHaveValue(text);
    });
  }
  await window.dialog.getByRole('button', { name: 'Show what it changes' }).click();
  await window.dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(window.dialog.getByRole('button', { name: 'Done' })).toBeVisible();
});
