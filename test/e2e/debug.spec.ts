/** From a pod without tools to a prompt, who may not, and a page that comes back to its terminal. */
import { addDeployment } from '../support/practice/objects.ts';
import { TerminalPane } from './pages/terminal.ts';
import { Window } from './pages/window.ts';
import { expect, test } from './practice.ts';

test('a debug container gives a prompt, which a reload brings back with all that it showed', async ({
  startApp,
  practice,
}) => {
  const { server, kubeconfig, complaints } = practice;
  const pod = addDeployment(server.store, 'web');
  const { page } = await startApp({ kubeconfig });
  const heard = complaints(page);
  const window = new Window(page);
  const terminal = new TerminalPane(page);
  await window.openContext('practice');
  await window.openPod(pod.metadata.name);
  await page.getByRole('article').getByRole('button', { name: 'Debug…' }).first().click();
  await window.dialog.getByRole('button', { name: 'Add debug container' }).click();
  await expect(page.getByRole('button', { name: 'Screen reader mode of terminals' })).toBeVisible();
  await terminal.readAloud();
  await terminal.expectText('/ #');
  await terminal.type('echo seen-before-the-reload');
  await terminal.expectText('seen-before-the-reload');

  const sockets = server.requests.filter(({ path }) => path.includes('/exec?')).length;
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await terminal.readAloud();
  await terminal.expectText('seen-before-the-reload');
  await terminal.type('echo and-after-it');
  await terminal.expectText('and-after-it');
  expect(server.requests.filter(({ path }) => path.includes('/exec?'))).toHaveLength(sockets);
  expect(heard).toEqual([]);
});

test('who may only read is told which right is missing', async ({ startApp, practice }) => {
  const { server, kubeconfig } = practice;
  const pod = addDeployment(server.store, 'web');
  const { page } = await startApp({ kubeconfig });
  const window = new Window(page);
  await window.openContext('reader');
  await window.openPod(pod.metadata.name);
  await expect(page.getByText('You cannot debug this pod.').first()).toBeVisible();
  await expect(page.getByText(/you may not .*patch pods\/ephemeralcontainers/).first()).toBeVisible();
  expect(server.writes).toBe(0);
});
