/** What an earlier start has left: the way back offered at once, and an end to what cannot be undone. */
import { addObject, runningPod } from '../support/practice/objects.ts';
import { Window } from './pages/window.ts';
import { expect, test } from './practice.ts';

const EARLIER = '2026-01-01T00:00:00Z';
const owned = (fields: object, subresource?: string): object => ({
  manager: 'kesako',
  operation: 'Update',
  time: EARLIER,
  fieldsType: 'FieldsV1',
  fieldsV1: fields,
  ...(subresource === undefined ? {} : { subresource }),
});

test('a start offers the way back, and what cannot be undone is forgotten and shown again', async ({
  startApp,
  practice,
}) => {
  const { server, kubeconfig, complaints } = practice;
  const labels = { app: 'web' };
  const template = {
    metadata: { labels },
    spec: { shareProcessNamespace: true, containers: [{ name: 'app', image: 'busybox' }] },
  };
  addObject(server.store, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'default',
      annotations: { 'kesako/shared-processes': '{"before":"absent"}' },
      managedFields: [owned({})],
    },
    ...{ spec: { replicas: 1, selector: { matchLabels: labels }, template } },
  });
  const pod = runningPod({ name: 'web-0' });
  const state = { terminated: { exitCode: 0, reason: 'Completed', finishedAt: EARLIER } };
  const container = { name: 'debugger-old', image: 'busybox', imageID: '', ready: false, restartCount: 0, state };
  const status = { ...pod.status, ephemeralContainerStatuses: [container] };
  addObject(server.store, {
    ...pod,
    metadata: {
      ...pod.metadata,
      managedFields: [
        owned({ 'f:spec': { 'f:ephemeralContainers': { 'k:{"name":"debugger-old"}': {} } } }, 'ephemeralcontainers'),
      ],
    },
    ...{ spec: { ...pod.spec, ephemeralContainers: [{ name: 'debugger-old', image: 'busybox' }] }, status },
  });
  const { page } = await startApp({ kubeconfig });
  const heard = complaints(page);
  const window = new Window(page);
  await window.openContext('practice');
  const offer = page.getByRole('note').filter({ hasText: 'Processes are still shared in Deployment web' });
  await offer.getByRole('button', { name: 'Put back…' }).click();
  await expect(window.dialog.getByText('shareProcessNamespace: true')).toBeVisible();
  await page.keyboard.press('Escape');

  await offer.getByRole('button', { name: 'Show in the ledger' }).click();
  const ended = page.getByRole('article', { name: 'Debug container debugger-old', exact: true });
  await ended.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Forget' }).click();
  await expect(ended).toHaveCount(0);
  await expect(page.getByRole('article', { name: 'Shared processes web' })).toBeVisible();
  await page.getByRole('button', { name: 'Taken back, gone or forgotten: 1' }).click();
  const forgotten = page.getByRole('article', { name: 'Debug container debugger-old, forgotten' });
  await forgotten.getByRole('button', { name: 'Show again' }).click();
  await expect(ended).toBeVisible();

  // Waved away, it stays away until the app is started again.
  await offer.getByRole('button', { name: 'Dismiss' }).click();
  await expect(offer).toHaveCount(0);
  await page.reload();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'default' })).toBeVisible();
  await page.getByRole('button', { name: 'Ledger' }).click();
  await expect(ended).toBeVisible();
  await expect(offer).toHaveCount(0);
  expect(server.writes).toBe(0);
  expect(heard).toEqual([]);
});
