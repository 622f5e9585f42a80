/** A user who may look but not debug: every screen works, and *Debug* says what is missing and whom to ask for what. */
import { expect, test } from '../../support/fixtures.ts';
import { kubectlFor } from '../../support/kubectl.ts';
import { Walker } from './walker.ts';

const KUBECONFIG = process.env['KUBECONFIG'] ?? '';
const CONTEXT = process.env['KESAKO_TEST_CONTEXT'] ?? '';
/** The lab's users have their rights here only. */
const KUBE_NAMESPACE = 'default';
const VIEWER = `${CONTEXT}-viewer`;

test.describe('a viewer', { tag: '@cluster' }, () => {
  test.skip(!CONTEXT.startsWith('kube-lab-'), 'only the lab has this user');

  test('sees everything and is told which right is missing', async ({ startApp }, testInfo) => {
    const pod = `looked-at-${testInfo.project.name}-${String(process.pid)}`;
    const kubectl = kubectlFor(KUBECONFIG, CONTEXT);
    await kubectl('-n', KUBE_NAMESPACE, 'run', pod, '--image=kube-lab/http-server-distroless:1');
    try {
      await kubectl('-n', KUBE_NAMESPACE, 'wait', '--for=condition=Ready', `pod/${pod}`, '--timeout=60s');
      const { page } = await startApp({ kubeconfig: KUBECONFIG });
      const walker = new Walker(page);
      await page
        .getByRole('navigation', { name: 'Contexts' })
        .getByRole('button', { name: `${VIEWER},` })
        .click();
      await page.getByRole('link', { name: pod }).click();
      await expect(walker.pod.getByRole('heading', { name: pod, level: 1 })).toBeVisible();
      for (const name of ['Events', 'YAML', 'Overview']) await expect(await walker.tab(name)).toBeVisible();
      await expect(walker.pod.getByRole('alert')).toContainText('You cannot debug this pod.');

      await walker.pod.getByRole('button', { name: 'Debug…' }).first().click();
      await expect(walker.dialog).toContainText('pods/ephemeralcontainers');
      await expect(walker.dialog).toContainText('patch');
      await expect(walker.dialog).toContainText('kind: Role');
      await expect(walker.dialog.getByRole('button', { name: 'Add debug container' })).toBeDisabled();
    } finally {
      await kubectl('-n', KUBE_NAMESPACE, 'delete', 'pod', pod, '--wait=false');
    }
  });
});
