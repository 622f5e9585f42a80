/** The list and a pod's page: live, by keyboard, readable, and deaf to what a cluster's texts try. */
import { addDeployment, addObject, runningPod } from '../support/practice/objects.ts';
import { event } from '../support/practice/objects.ts';
import { EVENTS, PODS } from '../../main/practice/api/resource-types.ts';
import { invisibleFocus, namelessElements } from './pages/accessibility.ts';
import { Window } from './pages/window.ts';
import { expect, test } from './practice.ts';

test('the list is live, and stays on screen while the server is away', async ({ startApp, practice }) => {
  const { server, kubeconfig, complaints } = practice;
  addDeployment(server.store, 'web');
  const { page } = await startApp({ kubeconfig });
  const heard = complaints(page);
  const window = new Window(page);
  await window.openContext('practice');
  await expect(window.pods.getByRole('link', { name: /^web-/ })).toBeVisible();
  const later = addDeployment(server.store, 'later');
  await expect(window.pods.getByRole('link', { name: /^later-/ })).toBeVisible();
  server.store.remove(PODS, 'default', later.metadata.name);
  await expect(window.pods.getByRole('link', { name: /^later-/ })).toHaveCount(0);

  await server.stop();
  await expect(page.getByText(/trying again|stale|old/i).first()).toBeVisible();
  await expect(window.pods.getByRole('link', { name: /^web-/ })).toBeVisible();
  await server.restart();
  addDeployment(server.store, 'afterwards');
  await expect(window.pods.getByRole('link', { name: /^afterwards-/ })).toBeVisible();
  expect(heard).toEqual([]);
});

test('a pod is found and its tabs are opened by keyboard alone', async ({ startApp, practice }) => {
  const { server, kubeconfig } = practice;
  const pod = addDeployment(server.store, 'web');
  const { page } = await startApp({ kubeconfig });
  const window = new Window(page);
  await window.openContext('practice');
  await window.runCommand(pod.metadata.name);
  await expect(page.getByRole('tab', { name: 'Overview', selected: true })).toBeVisible();
  for (const tab of ['Events', 'YAML', 'Overview']) {
    await window.runCommand(`Show ${tab}`);
    await expect(page.getByRole('tab', { name: new RegExp(`^${tab}`), selected: true })).toBeVisible();
  }
});

test('the theme is switched and kept', async ({ startApp, practice }) => {
  const { page } = await startApp({ kubeconfig: practice.kubeconfig });
  const window = new Window(page);
  await expect(page.getByRole('heading', { name: 'Choose a context' })).toBeVisible();
  const textColor = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).color);
  await window.runCommand('Use the dark theme');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const dark = await textColor();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await window.runCommand('Use the light theme');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await textColor()).not.toBe(dark);
});

test('what can be used has a name, and the focus is seen', async ({ startApp, practice }) => {
  const { server, kubeconfig } = practice;
  const pod = addDeployment(server.store, 'web');
  const { page } = await startApp({ kubeconfig });
  const window = new Window(page);
  await expect(page.getByRole('heading', { name: 'Choose a context' })).toBeVisible();
  expect(await namelessElements(page)).toEqual([]);
  await window.openContext('practice');
  expect(await namelessElements(page)).toEqual([]);
  await window.openPod(pod.metadata.name);
  expect(await namelessElements(page)).toEqual([]);
  expect(await invisibleFocus(page, 20)).toEqual([]);
});

/** Each would set the trap if it were taken for anything but text. */
const HOSTILE = [
  '<img src=x onerror="window.__pwned=1">',
  '<script>window.__pwned=1</script>',
  '"><svg/onload=window.__pwned=1>',
  'javascript:window.__pwned=1',
  '{{constructor.constructor("window.__pwned=1")()}}',
  '<iframe srcdoc="<script>parent.__pwned=1</script>">',
  '\u202Egnp.exe\u202C \u001b]8;;javascript:window.__pwned=1\u0007link\u001b]8;;\u0007',
];

test('texts of a cluster are text', async ({ startApp, practice }) => {
  const { server, kubeconfig, complaints } = practice;
  const texts = Object.fromEntries(HOSTILE.map((text, index) => [`hostile-${String(index)}`, text]));
  const pod = runningPod({ name: 'hostile', labels: texts, annotations: texts, image: HOSTILE[0]! });
  const waiting = { name: 'app', image: HOSTILE[0]!, imageID: '', ready: false, restartCount: 1 };
  const message = HOSTILE.join('\n');
  addObject(server.store, {
    ...pod,
    ...{
      status: {
        ...pod.status,
        message,
        containerStatuses: [{ ...waiting, state: { waiting: { reason: HOSTILE[1], message } } }],
      },
    },
  });
  for (const [index, text] of HOSTILE.entries()) {
    const facts = { kubeNamespace: 'default', pod: 'hostile', uid: pod.metadata.uid, type: text, reason: text };
    server.store.put(EVENTS, event({ ...facts, message: text }, `spec.containers{${text}}`, index));
  }
  const { page } = await startApp({ kubeconfig });
  const heard = complaints(page);
  const window = new Window(page);
  await window.openContext('practice');
  await window.openPod('hostile');
  await expect(page.getByText(HOSTILE[0]!).first()).toBeVisible();
  const events = await window.openTab('Events');
  await expect(events.getByText(HOSTILE[1]!).first()).toBeVisible();
  await window.openTab('YAML');
  await expect(page.getByRole('tabpanel')).toContainText('onerror');
  expect(await page.evaluate(() => '__pwned' in globalThis)).toBe(false);
  await expect(page.locator('img[src=x], iframe, svg[onload]')).toHaveCount(0);
  expect(heard).toEqual([]);
});
